import type { ErrorCatalogue } from './words.ts';

const tellSender =
  'Geben Sie dem Absender den öffentlichen Schlüssel dieser Station, und lassen Sie sich die Datei noch einmal geben.';
const seeColumns = 'Die Spalten stehen in der Hilfe von „keys import“.';

/** Key sets, files of keys and their counters. */
export const custodyErrors: ErrorCatalogue = {
  'eid.malformed': {
    what: 'Die EID der Karte ist keine.',
    hint: 'Nehmen Sie Schlüssel, die zur ICCID dieser Karte aufbewahrt sind.',
  },
  'keys.algorithm-missing': {
    what: 'Der Schlüsselsatz sagt nicht, welchen Algorithmus oder welches Protokoll er hat: „{field}“ fehlt oder ist leer.',
    hint: 'Die Länge der Schlüssel passt zu mehreren: Schreiben Sie {allowed}, oder geben Sie es für die ganze Datei an.',
  },
  'keys.card-key': {
    what: '{name} ist nicht als PIN oder Schlüssel geschrieben.',
    hint: 'Schreiben Sie acht Ziffern (eine PIN: vier bis acht) oder 16 hexadezimale Ziffern; „hex:“ oder „digits:“ davor sagt, was gemeint ist.',
  },
  'keys.card-unnamed': {
    what: 'Die Karte nennt keine ICCID; ihre Schlüssel lassen sich nicht finden.',
    hint: 'Prüfen Sie die Kontakte der Karte, und ob in EF_ICCID eine ICCID steht.',
  },
  'keys.check-digit': {
    what: 'Die Prüfziffer dieser ICCID ist falsch.',
    hint: 'Vergleichen Sie sie mit der Karte. Hat die Karte wirklich diese Nummer, dann lassen Sie beliebige Prüfziffern ausdrücklich zu.',
  },
  'keys.check-value': {
    what: 'Der Prüfwert passt nicht zum Schlüssel „{field}“.',
    hint: 'Eines von beiden wurde unterwegs verändert: Lassen Sie sich die Datei noch einmal geben, und prüfen Sie den Algorithmus.',
  },
  'keys.column': {
    what: 'Spalte {column} der Datei ist keine, die Cardwright kennt.',
    hint: `Berichtigen Sie ihren Namen, oder entfernen Sie sie: Ihre Schlüssel würden nicht übernommen. ${seeColumns}`,
  },
  'keys.column-twice': {
    what: 'Spalte {column} sagt dasselbe wie eine andere.',
    hint: 'Entfernen Sie eine davon.',
  },
  'keys.counter-end': {
    what: 'Nach diesem Zähler wäre der Schlüsselsatz nie mehr zu benutzen.',
    hint: 'Prüfen Sie die Zahl: Ein Zähler lässt sich nicht senken (höchstens {last}). Ist die Karte selbst am Ende, dann ersetzen Sie den Schlüsselsatz.',
  },
  'keys.counter-lower': {
    what: 'Ein Zähler lässt sich nur erhöhen.',
    hint: 'Geben Sie einen höheren an als den letzten ({last}): Was einmal benutzt wurde, wird nie wieder benutzt.',
  },
  'keys.differs': {
    what: 'Die Station hat für diese Karte einen anderen Wert für {name}.',
    hint: 'Finden Sie heraus, welcher stimmt; dann ersetzen Sie ihn ausdrücklich, oder lassen Sie diesen weg.',
  },
  'keys.diversification-missing': {
    what: 'Schlüssel für alle Karten einer IIN sagen nicht, wie die Schlüssel der einzelnen Karte daraus folgen: „{field}“ fehlt oder ist leer.',
    hint: 'Ergänzen Sie die Ableitung: none (alle Karten haben genau diese Schlüssel), emv, visa2 oder kdf3.',
  },
  'keys.digits-lost': {
    what: '{name} hat weniger Ziffern, als ein solcher Schlüssel hat.',
    hint: 'Es sollten {wanted} sein: Tabellenprogramme nehmen führende Nullen weg. Stimmt es so, dann schreiben Sie „digits:“ davor.',
  },
  'keys.eid': {
    what: 'Das ist keine EID.',
    hint: 'Eine EID hat 32 Ziffern, deren letzte zwei die anderen prüfen; vergleichen Sie sie mit der eUICC.',
  },
  'keys.field': {
    what: 'Das Feld „{field}“ des Schlüsselsatzes passt nicht.',
    hint: 'Berichtigen Sie es. Möglich ist: {allowed}.',
  },
  'keys.file': {
    what: 'Die Schlüsseldatei ist nicht lesbar.',
    hint: 'Prüfen Sie, ob es die richtige Datei ist und ob ihr Format richtig angegeben ist.',
  },
  'keys.gone': {
    what: 'Die Schlüssel von „{set}“ sind nicht im Tresor.',
    hint: 'Übernehmen Sie den Schlüsselsatz noch einmal.',
  },
  'keys.hexadecimal': {
    what: 'Der Schlüssel „{field}“ ist nicht in hexadezimalen Ziffern geschrieben.',
    hint: 'Schreiben Sie zwei Ziffern je Byte, 0 bis 9 und A bis F.',
  },
  'keys.iccid': {
    what: 'Das ist keine ICCID.',
    hint: 'Vergleichen Sie sie mit der Karte: Eine ICCID hat 18 bis 20 Ziffern.',
  },
  'keys.iin': {
    what: 'Das ist keine Kennung eines Herausgebers (IIN).',
    hint: 'Geben Sie die ersten 4 bis 17 Ziffern der ICCIDs an.',
  },
  'keys.incomplete': {
    what: 'Dem Schlüsselsatz fehlt: {missing}.',
    hint: 'Ergänzen Sie, was fehlt, oder lassen Sie den ganzen Satz weg.',
  },
  'keys.length': {
    what: 'Der Schlüssel „{field}“ hat {length} Byte.',
    hint: 'Möglich sind: {allowed}. Prüfen Sie, ob eine Ziffer verloren ging.',
  },
  'keys.no-such-set': {
    what: 'Einen Schlüsselsatz mit dieser Kennung oder diesem Namen hat die Station nicht.',
    hint: 'Sehen Sie die Liste der Schlüsselsätze an; zum Namen gehört die ICCID, wenn er mehrmals vorkommt.',
  },
  'keys.one-card': {
    what: 'Eine PIN, ein PUK oder ein ADM gehört zu einer einzigen Karte.',
    hint: 'Geben Sie die ICCID der Karte an.',
  },
  'keys.other-card': {
    what: '„{set}“ ist ein Schlüsselsatz einer anderen Karte.',
    hint: 'Nehmen Sie einen, der zu dieser Karte gespeichert ist.',
  },
  'keys.other-kind': {
    what: '„{set}“ ist kein Schlüsselsatz für {wanted}.',
    hint: 'Wählen Sie einen anderen Schlüsselsatz.',
  },
  'keys.owner-missing': {
    what: 'Die Schlüssel sagen nicht, wem sie gehören.',
    hint: 'Geben Sie ICCID, EID oder IIN an.',
  },
  'keys.owner-several': {
    what: 'Die Schlüssel sagen mehrfach, wem sie gehören.',
    hint: 'Geben Sie eines von ICCID, EID und IIN an; hat eine Karte Schlüssel unter mehreren, dann je eine Zeile.',
  },
  'keys.rounded': {
    what: 'Ein Tabellenprogramm hat die Zahl in der Spalte „{field}“ gerundet: Ihre letzten Ziffern sind verloren.',
    hint: 'Exportieren Sie die Datei noch einmal mit dieser Spalte als Text, oder nehmen Sie die Datei, wie sie geliefert wurde. Stimmen die Ziffern, dann schreiben Sie „hex:“ vor einen Schlüssel.',
  },
  'keys.row-empty': {
    what: 'Die Zeile enthält keine Schlüssel.',
    hint: 'Ergänzen Sie die Schlüssel dieser Karte, oder entfernen Sie die Zeile.',
  },
  'keys.row-long': {
    what: 'Die Zeile hat mehr Zellen als die Kopfzeile.',
    hint: 'Suchen Sie ein Trennzeichen zu viel: Ein Schlüssel könnte in der falschen Spalte stehen.',
  },
  'keys.sealed-algorithm': {
    what: 'Die Datei ist auf eine Weise versiegelt, die Cardwright nicht annimmt.',
    hint: 'Der Absender muss ECDH-ES+A256KW mit A256GCM nehmen, ohne Kompression.',
  },
  'keys.sealed-content': {
    what: 'Die versiegelte Datei sagt, dass sie weder CSV noch JSON enthält.',
    hint: 'Bitten Sie den Absender um den Inhaltstyp csv oder json.',
  },
  'keys.sealed-malformed': {
    what: 'Die versiegelte Datei lässt sich nicht öffnen.',
    hint: `Sie wurde unterwegs verändert, ist für eine andere Station versiegelt oder kein JWE. ${tellSender}`,
  },
  'keys.sealed-to-another': {
    what: 'Die Datei ist für eine andere Station versiegelt.',
    hint: `Öffnen Sie sie dort. Sonst: ${tellSender}`,
  },
  'keys.several-sets': {
    what: 'Mehrere Schlüsselsätze haben diesen Namen.',
    hint: 'Geben Sie die Kennung des Schlüsselsatzes an, oder zusätzlich die ICCID der Karte.',
  },
  'keys.station-key': {
    what: 'Der Schlüssel der Station für versiegelte Dateien ist nicht benutzbar.',
    hint: 'Melden Sie das; Dateien lassen sich inzwischen unversiegelt übernehmen.',
  },
  'keys.too-many': {
    what: 'Die Datei hat mehr als {most} Schlüssel und Schlüsselsätze.',
    hint: 'Teilen Sie sie in kleinere Dateien auf.',
  },
  'keys.twice': {
    what: '{name} steht für diese Karte mehrmals in der Datei.',
    hint: 'Behalten Sie eines davon: Es steht auch in Zeile {row}.',
  },
  'keys.weak': {
    what: 'Der Schlüssel „{field}“ taugt nicht als Schlüssel.',
    hint: 'Alle seine Bytes, oder Teile, die verschieden sein müssen, sind gleich. Bitten Sie um den richtigen.',
  },
};
