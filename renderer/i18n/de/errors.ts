interface ErrorWords {
  readonly what: string;
  readonly meaning?: string;
  readonly hint: string;
}

/** German words for errors, by code; `{name}` is a detail of the error. Codes that are not here keep the engine's English. */
export const deErrors: Readonly<Record<string, ErrorWords>> = {
  'card.absent': {
    what: 'In diesem Leser ist keine Karte.',
    hint: 'Legen Sie die Karte ein und versuchen Sie es noch einmal.',
  },
  'card.mute': {
    what: 'Die Karte antwortet nicht.',
    hint: 'Karte entnehmen, Lage der Kontakte prüfen, Kontakte abwischen und wieder einlegen.',
  },
  'card.removed': {
    what: 'Die Karte wurde herausgenommen.',
    hint: 'Legen Sie die Karte wieder ein und lesen Sie sie neu.',
  },
  'connection.lost': {
    what: 'Die Verbindung zur Station ist verloren.',
    meaning: 'Ein laufendes Schreiben geht im Kern weiter und hinterlässt dort seinen Beleg.',
    hint: 'Warten Sie auf die Verbindung und sehen Sie die Belege an, bevor Sie wieder schreiben.',
  },
  'contract.mismatch': {
    what: 'Die Antwort des Kerns hat eine Form, die dieser Bildschirm nicht kennt.',
    meaning: 'Die Karte ist nicht betroffen.',
    hint: 'Laden Sie das Fenster neu: Kern und Bildschirm haben vielleicht verschiedene Versionen.',
  },
  'operation.cancelled': {
    what: 'Der Vorgang wurde abgebrochen.',
    hint: 'Beginnen Sie ihn neu, wenn Sie so weit sind.',
  },
  'pin.blocked': {
    what: 'Der Schlüssel ist gesperrt.',
    hint: 'Fragen Sie den Herausgeber der Karte; mit diesem Schlüssel lässt sie sich nicht mehr ändern.',
  },
  'pin.wrong': {
    what: '{key} wurde abgelehnt; verbleibende Versuche: {triesLeft}.',
    meaning: 'Ein Versuch dieses Schlüssels ist verbraucht. Es wurde nichts damit geschrieben.',
    hint: 'Vergleichen Sie den Schlüssel mit den Angaben des Herausgebers, bevor Sie es noch einmal versuchen.',
  },
  'reader.busy': {
    what: 'Der Leser arbeitet gerade.',
    hint: 'Warten Sie, bis der laufende Vorgang fertig ist.',
  },
  'reader.held': {
    what: 'Ein anderes Programm benutzt diese Karte.',
    meaning: 'Die Karte ist unversehrt.',
    hint: 'Schließen Sie das andere Programm, zum Beispiel gpg-agent oder einen Browser.',
  },
  'reader.lost': {
    what: 'Der Leser wurde abgezogen.',
    hint: 'Stecken Sie den Leser wieder an und lesen Sie die Karte neu.',
  },
  'reader.no-permission': {
    what: 'Der Chipkartendienst lässt diesen Benutzer nicht zu.',
    meaning: 'Keine Karte ist betroffen.',
    hint: 'Erlauben Sie den Zugriff mit der gezeigten Regel und melden Sie sich neu an.',
  },
  'reader.service-not-installed': {
    what: 'Der Chipkartendienst ist nicht installiert.',
    hint: 'Installieren Sie ihn mit dem gezeigten Befehl.',
  },
  'reader.service-not-running': {
    what: 'Der Chipkartendienst läuft nicht.',
    hint: 'Starten Sie ihn mit dem gezeigten Befehl.',
  },
  'reader.unknown': {
    what: 'Diesen Leser gibt es nicht mehr.',
    hint: 'Gehen Sie zurück zur Liste der Karten.',
  },
  'store.busy': {
    what: 'Ein anderes Cardwright benutzt diesen Datenordner.',
    hint: 'Schließen Sie das andere, oder nehmen Sie einen anderen Ordner.',
  },
  'store.full': {
    what: 'Der Datenträger ist voll.',
    hint: 'Schaffen Sie Platz, bevor Sie weiterschreiben.',
  },
  'target.ambiguous': {
    what: 'Die Karte hat mehrere oneM2M-Verzeichnisse.',
    meaning: 'Es ist nichts geschrieben worden.',
    hint: 'Wählen Sie beim Profil, welches gemeint ist.',
  },
  'vault.locked': {
    what: 'Der Tresor ist geschlossen.',
    hint: 'Öffnen Sie ihn in den Einstellungen, oder geben Sie den Schlüssel ein.',
  },
  'vault.no-such-key': {
    what: 'Diesen Schlüssel hat der Tresor nicht.',
    hint: 'Geben Sie den Schlüssel ein.',
  },
  'vault.wrong-passphrase': {
    what: 'Die Passphrase stimmt nicht.',
    hint: 'Geben Sie die Passphrase noch einmal ein.',
  },
};
