import type { Catalogue } from '../catalogue.ts';

export const common: Catalogue['common'] = {
  back: 'Zurück',
  cancel: 'Abbrechen',
  copy: 'Kopieren',
  copied: 'Kopiert',
  loading: 'Wird geladen',
  tryAgain: 'Noch einmal versuchen',
  save: 'Speichern',
  saved: 'Gespeichert',
  showAll: 'Alle {{count}} zeigen',
  showFewer: 'Weniger zeigen',
  simulator: 'Simulator',
  none: 'Keine Angabe',
  steps: 'Schritte',
  stepDone: 'erledigt',
  stepStopped: 'angehalten',
  bytes_one: '{{count}} Byte',
  bytes_other: '{{count}} Bytes',
  files_one: '{{count}} Datei',
  files_other: '{{count}} Dateien',
  apdus_one: '{{count}} APDU',
  apdus_other: '{{count}} APDUs',
};

export const error: Catalogue['error'] = {
  details: 'Einzelheiten',
  copy: 'Einzelheiten kopieren',
};

export const health: Catalogue['health'] = {
  good: 'In Ordnung',
  attention: 'Auffällig',
  fault: 'Fehlerhaft',
  unknown: 'Nicht geprüft',
};

export const key: Catalogue['key'] = {
  tries_one: 'noch {{count}} Versuch',
  tries_other: 'noch {{count}} Versuche',
  triesUnknown: 'Versuche unbekannt',
  state: {
    enabled: 'Nicht vorgelegt',
    disabled: 'Abgeschaltet',
    verified: 'Bestätigt',
    blocked: 'Gesperrt',
    absent: 'Nicht auf dieser Karte',
    unknown: 'Unbekannt',
  },
};

export const term: Catalogue['term'] = {
  iccid: { word: 'ICCID', means: 'Die Seriennummer der Karte, auf ihr aufgedruckt.' },
  imsi: { word: 'IMSI', means: 'Die Kennung des Teilnehmers im Netz. Verborgen, bis Sie sie sehen wollen.' },
  adm: {
    word: 'ADM',
    means: 'Verwaltungsschlüssel des Herausgebers. Jede falsche Eingabe kostet einen Versuch.',
  },
  profile: {
    word: 'Profil',
    means: 'Sagt, welche Dateien eine Karte tragen soll; die Werte sind je Karte andere.',
  },
  atr: { word: 'ATR', means: 'Answer to Reset: die ersten Bytes der Karte; sie verraten die Bauart.' },
  bsf: {
    word: 'BSF',
    means:
      'Bootstrapping Server Function: der Server des Betreibers, der mit der Karte einen Schlüssel vereinbart.',
  },
  naf: {
    word: 'NAF',
    means:
      'Network Application Function: der Server, für den der Schlüssel ist. Sein Name geht in den Schlüssel ein.',
  },
  bTid: {
    word: 'B-TID',
    means: 'Bootstrapping Transaction Identifier: der öffentliche Name des Schlüssels, kein Geheimnis.',
  },
  impi: {
    word: 'IMPI',
    means:
      'Private Kennung des Teilnehmers. Sie enthält die IMSI und bleibt verborgen, bis Sie sie sehen wollen.',
  },
};
