/** German words for what the engine names in plain sentences: titles of files, cautions of the plan. */
export const deEngineWords: Readonly<Record<string, string>> = {
  'AE identifiers of the local applications': 'AE-Kennungen der örtlichen Anwendungen',
  'Access control class': 'Zugangsklasse',
  'Access rules': 'Zugriffsregeln',
  'Addresses of the MEFs': 'Adressen der MEFs',
  'Administrative data': 'Verwaltungsdaten',
  'Applications on the card': 'Anwendungen auf der Karte',
  'Card identification': 'Kennung der Karte',
  'Ciphering and integrity keys': 'Schlüssel für Verschlüsselung und Integrität',
  'EPS location': 'Aufenthaltsbereich im EPS',
  'Emergency numbers': 'Notrufnummern',
  'Enabled services table': 'Tabelle eingeschalteter Dienste',
  'Forbidden networks': 'Gesperrte Netze',
  'GBA NAF list': 'GBA-NAF-Liste',
  'GBA bootstrapping': 'GBA-Bootstrapping',
  'Home network by access technology': 'Heimatnetz nach Zugangstechnik',
  'Home network domain name': 'Domäne des Heimatnetzes',
  'IMS private user identity': 'Private IMS-Kennung',
  'IMS public user identities': 'Öffentliche IMS-Kennungen',
  'ISIM service table': 'ISIM-Diensttabelle',
  'Identifier of the local CSE': 'Kennung der örtlichen CSE',
  'Identifiers of the infrastructure CSEs': 'Kennungen der Infrastruktur-CSEs',
  IMSI: 'IMSI',
  Languages: 'Sprachen',
  Location: 'Aufenthaltsbereich',
  'Maximum power consumption': 'Höchste Leistungsaufnahme',
  'NAF key centre addresses': 'Adressen der NAF-Schlüsselstelle',
  'Name of the MAF': 'Name der MAF',
  'Own telephone numbers': 'Eigene Rufnummern',
  'P-CSCF addresses': 'P-CSCF-Adressen',
  'Packet switched ciphering and integrity keys':
    'Schlüssel für Verschlüsselung und Integrität (paketvermittelt)',
  'Packet switched location': 'Aufenthaltsbereich (paketvermittelt)',
  'Preferred languages': 'Bevorzugte Sprachen',
  'Preferred networks of the operator': 'Bevorzugte Netze des Betreibers',
  'Preferred networks of the user': 'Bevorzugte Netze des Benutzers',
  'Search period for the home network': 'Suchabstand für das Heimatnetz',
  'Service provider name': 'Name des Diensteanbieters',
  'Reading the file of keys': 'Die Schlüsseldatei wird gelesen',
  'Checking the key sets': 'Die Schlüsselsätze werden geprüft',
  'Comparing with the stored keys': 'Es wird mit den aufbewahrten Schlüsseln verglichen',
  'Encrypting the keys': 'Die Schlüssel werden verschlüsselt',
  'Short message parameters': 'Parameter für Kurznachrichten',
  'USIM service table': 'USIM-Diensttabelle',
  'oneM2M node identifier': 'oneM2M-Kennung des Knotens',
  'oneM2M service provider identifier': 'oneM2M-Kennung des Diensteanbieters',
  'oneM2M service table': 'oneM2M-Diensttabelle',
  'oneM2M subscription identifier': 'oneM2M-Kennung des Abonnements',
  'Check the value: the standard forbids changing it over the air once the card is in use.':
    'Prüfen Sie den Wert: Die Norm verbietet, ihn über Funk zu ändern, sobald die Karte in Betrieb ist.',
  'The standard forbids changing this file over the air. Here it can be changed, but a device that has used the card must be enrolled again.':
    'Die Norm verbietet, diese Datei über Funk zu ändern. Hier geht es, aber ein Gerät, das die Karte benutzt hat, muss neu angemeldet werden.',
  'Check the value: the standard advises against changing it over the air once the card is in use.':
    'Prüfen Sie den Wert: Die Norm rät davon ab, ihn über Funk zu ändern, sobald die Karte in Betrieb ist.',
  'A device that has read the old value goes on with it: restart the device after the card is back in it.':
    'Ein Gerät, das den alten Wert gelesen hat, arbeitet damit weiter: Starten Sie es neu, wenn die Karte wieder darin ist.',
  'The card asks for no key.': 'Die Karte verlangt keinen Schlüssel.',
  'The keys it needs are stored.': 'Die nötigen Schlüssel sind gespeichert.',
  'The keys it needs have to be given.': 'Die nötigen Schlüssel müssen eingegeben werden.',
  'The card cannot be changed with keys that are presented alone.':
    'Mit vorgelegten Schlüsseln allein lässt sich die Karte nicht ändern.',
  'The card has these keys, and asks for no other.':
    'Die Karte hat diese Schlüssel und verlangt keine anderen.',
  'The card has these keys; others have to be presented besides.':
    'Die Karte hat diese Schlüssel; andere müssen dazu vorgelegt werden.',
  'Whether the card has these keys shows when the channel is opened.':
    'Ob die Karte diese Schlüssel hat, zeigt sich beim Öffnen des Kanals.',
  'The keys are stored; the rules of the card say what packets may change.':
    'Die Schlüssel sind gespeichert; was Pakete ändern dürfen, sagen die Regeln der Karte.',
  'The keys are stored; whether the card takes packets cannot be read and shows when they are sent.':
    'Die Schlüssel sind gespeichert; ob die Karte Pakete annimmt, ist nicht lesbar und zeigt sich beim Senden.',
  'This way failed on this card when it was last taken.':
    'Dieser Weg ist bei dieser Karte zuletzt gescheitert.',
  'This way is closed.': 'Dieser Weg ist versperrt.',
};

/** What is being done now: a verb and the name of a file. */
export const deProgress: Readonly<Record<string, string>> = {
  Reading: '{file} wird gelesen',
  Creating: '{file} wird angelegt',
  Resizing: 'Die Größe von {file} wird geändert',
  Activating: '{file} wird aktiviert',
  Writing: '{file} wird geschrieben',
};
