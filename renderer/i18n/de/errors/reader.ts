import type { ErrorCatalogue } from './words.ts';

/** The PC/SC service, the readers, and the simulated ones. */
export const readerErrors: ErrorCatalogue = {
  'lab.image-malformed': {
    what: 'Die Datei dieser simulierten Karte ist nicht lesbar.',
    hint: 'Entfernen Sie den simulierten Leser und fügen Sie einen neuen hinzu.',
  },
  'lab.memory': {
    what: 'Die Datei der simulierten Karte ist nicht les- oder schreibbar.',
    hint: 'Prüfen Sie, ob der Datenordner da und beschreibbar ist.',
  },
  'lab.no-file': { what: 'Diese Datei hat die simulierte Karte nicht.', hint: 'Prüfen Sie den Pfad.' },
  'reader.binding-missing': {
    what: 'Der Teil von Cardwright, der PC/SC spricht, ließ sich nicht laden.',
    hint: 'Installieren Sie Cardwright neu.',
  },
  'reader.busy': {
    what: ['An „{reader}“ läuft schon eine andere Arbeit.', 'Der Leser arbeitet gerade.'],
    hint: 'Warten Sie, bis sie fertig ist, oder brechen Sie sie ab; dann beginnen Sie neu.',
  },
  'reader.failed': {
    what: 'Der Leser „{reader}“ meldet einen Fehler, der hier keinen Namen hat.',
    hint: 'Nehmen Sie die Karte heraus, legen Sie sie wieder ein und wiederholen Sie es; dann prüfen Sie Treiber und Dienst.',
  },
  'reader.held': {
    what: [
      'Die Karte in „{reader}“ wird von einem anderen Programm benutzt.',
      'Ein anderes Programm benutzt diese Karte.',
    ],
    hint: 'Schließen Sie das andere Programm: oft ein SIM-Werkzeug, ein Browser oder GnuPG (gpgconf --kill scdaemon).',
  },
  'reader.lost': {
    what: 'Der Leser „{reader}“ wurde abgezogen oder arbeitet nicht mehr.',
    hint: 'Stecken Sie den Leser wieder an und lassen Sie die Karte darin.',
  },
  'reader.no-permission': {
    what: 'Sie dürfen auf diesem Rechner keine Kartenleser benutzen.',
    hint: 'Bitten Sie den Verwalter darum; die Treiberprüfung zeigt die Regel.',
  },
  'reader.not-ready': {
    what: 'Der Leser „{reader}“ antwortet nicht.',
    hint: 'Ziehen Sie den Leser ab, warten Sie einige Sekunden und stecken Sie ihn wieder an.',
  },
  'reader.service-not-installed': {
    what: 'Die Unterstützung für Kartenleser ist nicht installiert.',
    hint: 'Installieren Sie sie: sudo apt-get install pcscd libccid (Debian, Ubuntu), sudo dnf install pcsc-lite pcsc-lite-ccid (Fedora).',
  },
  'reader.service-not-running': {
    what: 'Der Chipkartendienst dieses Rechners läuft nicht.',
    hint: 'Starten Sie ihn, unter Linux mit: sudo systemctl start pcscd.socket',
  },
  'reader.unknown': {
    what: ['Einen Leser „{reader}“ gibt es nicht.', 'Diesen Leser gibt es nicht mehr.'],
    hint: 'Prüfen Sie das Kabel und wählen Sie einen Leser aus der Liste.',
  },
  'seed.malformed': {
    what: 'Die Beschreibung der simulierten Karte ist falsch.',
    hint: 'Berichtigen Sie sie.',
  },
  'seed.unknown': { what: 'Diese simulierte Karte gibt es nicht.', hint: 'Wählen Sie eine aus der Liste.' },
  'seed.unreadable': {
    what: 'Die Beschreibung der simulierten Karte ist nicht lesbar.',
    hint: 'Prüfen Sie den Pfad.',
  },
  'simulator.held': {
    what: 'Ein anderes Cardwright arbeitet mit den simulierten Lesern.',
    hint: 'Benutzen Sie sie dort, oder beenden Sie es und beginnen Sie neu.',
  },
  'simulator.no-card': {
    what: 'Die Datei der simulierten Karte ist nicht mehr da.',
    hint: 'Entfernen Sie den Leser und fügen Sie einen neuen hinzu.',
  },
  'simulator.off': {
    what: 'Hier gibt es keine simulierten Leser.',
    hint: 'Starten Sie Cardwright mit eingeschaltetem Simulator.',
  },
  'vpcd.card-failed': {
    what: 'Die simulierte Karte hat versagt und wurde aus ihrem Leser genommen.',
    hint: 'Sie wird gleich wieder eingelegt; melden Sie es, wenn es sich wiederholt.',
  },
  'vpcd.unreachable': {
    what: 'Der virtuelle Leser auf {host}:{port} antwortet nicht.',
    hint: 'Installieren Sie vsmartcard-vpcd und starten Sie pcscd.',
  },
};
