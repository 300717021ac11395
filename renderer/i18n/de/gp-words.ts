/** German words for changes of keys and contents of a card as the engine names them. */
export const deGpWords: Readonly<Record<string, string>> = {
  'A locked application cannot be selected until it is unlocked.':
    'Eine gesperrte Anwendung lässt sich nicht wählen, bis sie entsperrt ist.',
  'A locked card runs no application but the security domain, until it is unlocked with its keys.':
    'Eine gesperrte Karte führt nur die Sicherheitsdomäne aus, bis sie mit ihren Schlüsseln entsperrt ist.',
  'A terminated card is ended for good: nothing brings it back.':
    'Eine beendete Karte ist es für immer: Nichts bringt sie zurück.',
  'Code from a CAP file runs on the card: load it only from those you trust.':
    'Der Code einer CAP-Datei läuft auf der Karte: Laden Sie nur, wem Sie trauen.',
  'Data that a card does not tell cannot be compared before or after.':
    'Was eine Karte nicht nennt, lässt sich weder vorher noch nachher vergleichen.',
  'From AES (SCP03) to 3DES (SCP02): the new channel is weaker.':
    'Von AES (SCP03) zu 3DES (SCP02): Der neue Kanal ist schwächer.',
  'Looking at key sets': 'Schlüsselsätze werden angesehen',
  'Reading back': 'Es wird zurückgelesen',
  'Reading the registry': 'Das Verzeichnis der Karte wird gelesen',
  'Loading the package': 'Das Paket wird geladen',
  'Storing data': 'Daten werden abgelegt',
  'Store a data object in the security domain': 'Ein Datenobjekt in der Sicherheitsdomäne ablegen',
  'The applications of the package go with it.': 'Die Anwendungen des Pakets gehen mit ihm.',
  'The old keys are of no use afterwards; the new ones are in the vault of this station.':
    'Die alten Schlüssel sind danach wertlos; die neuen liegen im Tresor dieser Station.',
  'This is the only key set of the card: without the new keys nobody can manage it any more.':
    'Das ist der einzige Schlüsselsatz der Karte: Ohne die neuen Schlüssel kann niemand sie mehr verwalten.',
  'Versions 1 to 15 are for packets: few cards open secure channels with them.':
    'Die Versionen 1 bis 15 sind für Pakete: Wenige Karten öffnen damit sichere Kanäle.',
  'What is deleted is gone from the card with all its data.':
    'Was gelöscht wird, ist mit allen seinen Daten von der Karte fort.',
  'not on the card': 'nicht auf der Karte',
  'not told by the card': 'von der Karte nicht genannt',
};

export const deGpPatterns: readonly (readonly [RegExp, string])[] = [
  [/^Delete the package (.+)$/, 'Paket $1 löschen'],
  [/^Delete the application (.+)$/, 'Anwendung $1 löschen'],
  [/^Load the package (.+)$/, 'Paket $1 laden'],
  [/^Install the application (.+) with its package (.+)$/, 'Anwendung $1 mit ihrem Paket $2 installieren'],
  [/^Install the application (.+) from (.+)$/, 'Anwendung $1 aus $2 installieren'],
  [/^Set the state of (.+) to locked$/, '$1 sperren'],
  [/^Set the state of (.+) to unlocked$/, '$1 entsperren'],
  [/^Set the state of (.+) to selectable$/, '$1 wählbar machen'],
  [/^Set the state of (.+) to card-locked$/, 'Die Karte sperren ($1)'],
  [/^Set the state of (.+) to secured$/, 'Die Karte auf SECURED setzen ($1)'],
  [/^Set the state of (.+) to terminated$/, 'Die Karte beenden ($1)'],
  [/^Store (\d+) data objects in the security domain$/, '$1 Datenobjekte in der Sicherheitsdomäne ablegen'],
  [/^Add the key set (.+)$/, 'Schlüsselsatz $1 hinzufügen'],
  [/^Replace the key set (\d+) by (.+)$/, 'Schlüsselsatz $1 durch $2 ersetzen'],
  [/^package (.+)$/, 'Paket $1'],
  [/^application (.+)$/, 'Anwendung $1'],
  [/^data object ([0-9A-F]+)$/, 'Datenobjekt $1'],
  [/^issuer identification number \(42\)$/, 'Nummer des Herausgebers (42)'],
  [/^card image number \(45\)$/, 'Nummer des Kartenabbilds (45)'],
  [/^version (\S+), (\d+) bytes$/, 'Version $1, $2 Bytes'],
  [/^([A-Z0-9-]+), (\d+) bytes$/, '$1, $2 Bytes'],
  [/^([A-Z0-9-]+), check values (.+)$/, '$1, Prüfwerte $2'],
  [/^in use, check values (.+)$/, 'in Gebrauch, Prüfwerte $1'],
  [/^confirmed by the card, check values (.+)$/, 'von der Karte bestätigt, Prüfwerte $1'],
];
