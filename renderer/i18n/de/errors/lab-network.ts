import type { ErrorCatalogue } from './words.ts';

/** The network of the lab: AuC, BSF, NAF and the desk of its operator. */
export const labNetworkErrors: ErrorCatalogue = {
  'lab.answer-malformed': {
    what: 'Das ist keine Antwort einer Karte auf eine Aufforderung des Labors.',
    hint: 'Geben Sie das ganze Dokument, in das die Antwort der Karte geschrieben wurde.',
  },
  'lab.answer-unasked': {
    what: 'Auf eine Antwort zu dieser Aufforderung wartet das Labor nicht.',
    hint: 'Lassen Sie sich eine neue Aufforderung geben: Diese wurde schon beantwortet oder entstand, bevor das Labornetz gestartet wurde.',
  },
  'lab.answer-wrong': {
    what: 'Die Karte hat mit einem anderen RES geantwortet, als das Labor erwartet.',
    hint: 'Prüfen Sie, ob Karte und Abonnement zusammengehören, und lassen Sie sich dann eine neue Aufforderung geben.',
  },
  'lab.network-fault': {
    what: 'Einen Fehler dieses Namens kennt das Labornetz nicht.',
    hint: 'Wählen Sie einen aus der Liste.',
  },
  'lab.network-off': { what: 'Das Labornetz läuft nicht.', hint: 'Starten Sie es zuerst.' },
  'lab.no-port': {
    what: 'Der Server des Labors hat keinen Port dieses Rechners bekommen.',
    hint: 'Sehen Sie nach, was Programme daran hindert, auf 127.0.0.1 zu lauschen, und starten Sie das Labornetz dann neu.',
  },
  'lab.subscriber-unknown': {
    what: 'Einen Teilnehmer mit dieser Identität hat das Labor nicht.',
    hint: 'Nehmen Sie eine der Identitäten, die das Labornetz aufzählt.',
  },
};
