import type { ErrorCatalogue } from './words.ts';

const keepAndRestore = 'Lassen Sie die Datenbank, wie sie ist, und spielen Sie eine Sicherung ein.';

/** The engine, its store, its vault and the way to it. */
export const stationErrors: ErrorCatalogue = {
  'connection.lost': {
    what: 'Die Verbindung zur Station ist verloren.',
    hint: 'Warten Sie auf die Verbindung und sehen Sie die Belege an, bevor Sie wieder schreiben.',
  },
  'contract.invalid-input': {
    what: ['Das Feld „{field}“ passt nicht.', 'Die Eingabe passt nicht.'],
    hint: 'Prüfen Sie die Eingabe.',
  },
  'contract.mismatch': {
    what: 'Die Antwort des Kerns hat eine Form, die dieser Bildschirm nicht kennt.',
    hint: 'Laden Sie das Fenster neu: Kern und Bildschirm haben vielleicht verschiedene Versionen.',
  },
  'contract.unknown-call': {
    what: 'Der Kern kennt diesen Aufruf nicht.',
    hint: 'Nehmen Sie Kern und Oberfläche aus einer Ausgabe.',
  },
  'engine.closed': { what: 'Der Kern wird gerade beendet.', hint: 'Starten Sie Cardwright neu.' },
  'engine.gone': {
    what: 'Cardwright endete mitten in dieser Arbeit.',
    hint: 'Legen Sie die Karte ein und erstellen Sie einen neuen Plan für sie; er liest zuerst die Karte.',
  },
  'keychain.refused': {
    what: 'Der Schlüsselbund des Systems hat abgelehnt.',
    hint: 'Entsperren Sie den Schlüsselbund Ihrer Sitzung und starten Sie neu.',
  },
  'operation.cancelled': {
    what: 'Der Vorgang wurde abgebrochen.',
    hint: 'Beginnen Sie ihn neu, wenn Sie so weit sind.',
  },
  'operation.duplicate-id': {
    what: 'Diesen Vorgang gibt es schon.',
    hint: 'Beginnen Sie ihn noch einmal.',
  },
  'operation.unknown': { what: 'Diesen Vorgang gibt es nicht.', hint: 'Sehen Sie nach, was gerade läuft.' },
  'receipt.unknown': {
    what: 'Einen Beleg mit dieser Nummer hat die Station nicht.',
    hint: 'Nehmen Sie die Nummer aus der Liste der Belege.',
  },
  'store.busy': {
    what: 'Ein anderes Cardwright schreibt gerade in die Datenbank.',
    hint: 'Warten Sie, bis es fertig ist, und versuchen Sie es noch einmal.',
  },
  'store.closed': { what: 'Die Datenbank ist geschlossen.', hint: 'Starten Sie Cardwright neu.' },
  'store.corrupt': {
    what: 'Die Datenbankdatei ist beschädigt oder keine Datenbank.',
    hint: 'Bewahren Sie die Datei auf: Kopieren Sie sie mit ihrer -wal-Datei, spielen Sie eine Sicherung ein oder beginnen Sie mit einem anderen Ordner.',
  },
  'store.folder': {
    what: 'Der Ordner {folder} ist für die Datenbank nicht benutzbar.',
    hint: 'Prüfen Sie, ob es ein Ordner ist, ob er Ihnen gehört und ob der Datenträger Platz hat.',
  },
  'store.foreign': {
    what: 'Diese Datenbank gehört einem anderen Programm.',
    hint: 'Wählen Sie einen anderen Ordner für Cardwright.',
  },
  'store.full': {
    what: 'Der Datenträger mit der Datenbank ist voll.',
    hint: 'Schaffen Sie Platz, und versuchen Sie es noch einmal.',
  },
  'store.newer': {
    what: 'Ein neueres Cardwright hat diese Datenbank geschrieben.',
    hint: 'Aktualisieren Sie Cardwright auf diesem Rechner, oder nehmen Sie einen anderen Ordner.',
  },
  'store.refused': {
    what: 'Die Datenbank hat einen Eintrag abgelehnt, der ihre Regeln verletzt.',
    hint: 'Melden Sie das mit den Schritten, die dazu führten.',
  },
  'store.tampered': {
    what: 'Ein Eintrag der Datenbank ist nicht, wie Cardwright ihn geschrieben hat.',
    hint: keepAndRestore,
  },
  'store.unwritable': {
    what: 'Die Datenbank ist nicht les- oder schreibbar.',
    hint: 'Prüfen Sie, ob der Datenträger in Ordnung ist und der Ordner Ihnen gehört.',
  },
  'vault.busy': {
    what: 'Ein anderes Cardwright hat gerade den Stationsschlüssel gesetzt.',
    hint: 'Öffnen Sie den Tresor noch einmal, mit der dort gewählten Passphrase.',
  },
  'vault.keychain-changed': {
    what: 'Der Schlüsselbund öffnet den Tresor nicht mehr.',
    hint: 'Melden Sie sich als der Benutzer an, der ihn eingerichtet hat, oder öffnen Sie ihn mit der Passphrase.',
  },
  'vault.locked': {
    what: 'Der Tresor ist geschlossen.',
    hint: 'Öffnen Sie ihn in den Einstellungen, oder geben Sie den Schlüssel ein.',
  },
  'vault.no-keychain': {
    what: 'Dieses System hat keinen Schlüsselbund, der verschlüsselt, was er aufbewahrt.',
    hint: 'Entsperren oder installieren Sie einen (GNOME-Schlüsselbund, KWallet), oder nehmen Sie eine Passphrase.',
  },
  'vault.no-memory': {
    what: 'Die Passphrase ließ sich nicht prüfen: Der Speicher reicht nicht.',
    hint: 'Schließen Sie andere Programme und versuchen Sie es noch einmal.',
  },
  'vault.no-passphrase': {
    what: 'Der Tresor hat keine Passphrase; der Schlüsselbund öffnet ihn.',
    hint: 'Öffnen Sie Cardwright als App auf diesem Rechner; dort lässt sich eine Passphrase hinzufügen.',
  },
  'vault.no-such-key': {
    what: 'Diesen Schlüssel dieser Karte hat der Tresor nicht.',
    hint: 'Prüfen Sie die ICCID und den Namen des Schlüssels.',
  },
  'vault.tampered': {
    what: 'Ein gespeicherter Schlüssel wurde verändert und lässt sich nicht öffnen.',
    hint: 'Vergessen Sie diesen Schlüssel und speichern Sie ihn neu.',
  },
  'vault.wrong-passphrase': {
    what: 'Das ist nicht die Passphrase dieser Station.',
    hint: 'Geben Sie sie noch einmal ein; Groß- und Kleinschreibung zählt.',
  },
};
