import type { ErrorCatalogue } from './words.ts';

const convertAgain =
  'Erzeugen Sie sie noch einmal mit dem Konverter von Java Card, oder fragen Sie ihren Hersteller.';
const seeList = 'Sehen Sie in der Liste der Anwendungen und Pakete nach, und geben Sie die ganze AID an.';
const askAgain =
  'Fragen Sie die Karte noch einmal, und bringen Sie keine anderen Schlüssel auf, bis das geklärt ist.';

/** Secure channels, key sets and contents of GlobalPlatform cards. */
export const globalPlatformErrors: ErrorCatalogue = {
  'aid.invalid': { what: 'Eine AID hat 5 bis 16 Bytes.', hint: 'Geben Sie die ganze AID hexadezimal an.' },
  'cap.malformed': { what: 'Das ist keine CAP-Datei, oder sie ist beschädigt.', hint: convertAgain },
  'cap.too-large': {
    what: 'Das Paket ist zu groß, um geladen zu werden ({length} Bytes, möglich sind {most}).',
    hint: 'Teilen Sie das Paket, oder öffnen Sie den Kanal nur mit C-MAC.',
  },
  'card-data.malformed': {
    what: 'Was die Karte über sich selbst sagt, ist nicht lesbar.',
    hint: 'Machen Sie ohne das weiter: Wählen Sie Protokoll und Schlüsselversion von Hand.',
  },
  'channel.answer-malformed': {
    what: 'Die Karte hat auf INITIALIZE UPDATE nicht so geantwortet, wie das Protokoll es vorsieht.',
    hint: 'Sehen Sie nach, welches Protokoll die Karte hat, und wählen Sie dieses.',
  },
  'channel.base-key': {
    what: 'SCP02 mit dieser Option hat einen einzigen Grundschlüssel, und es wurden drei verschiedene angegeben.',
    hint: 'Geben Sie den Grundschlüssel für ENC, MAC und DEK an, oder wählen Sie die Option „i“ der Karte.',
  },
  'channel.card-cryptogram': {
    what: 'Das Kryptogramm der Karte passt nicht zu den Schlüsseln.',
    hint: 'Prüfen Sie, ob die Schlüssel zu dieser Karte und Schlüsselversion gehören, und ob sie abgeleitet werden müssen.',
  },
  'channel.challenge': {
    what: 'Die Zufallszahl für den Kanal hat die falsche Länge.',
    hint: 'Die Karte arbeitet in einem anderen Modus (S8 oder S16): Geben Sie ihre Option „i“ an.',
  },
  'channel.closed': {
    what: 'Der sichere Kanal ist geschlossen.',
    hint: 'Setzen Sie die Karte zurück, und öffnen Sie den Kanal noch einmal.',
  },
  'channel.command-too-long': {
    what: 'Der Befehl ist zu lang für diesen Kanal.',
    hint: 'Teilen Sie die Daten auf, oder öffnen Sie den Kanal nur mit C-MAC. Geht es über Pakete, geben Sie beim Schlüsselsatz an, wie groß der Puffer der Karte ist.',
  },
  'channel.ended': {
    what: 'Die Karte nimmt keine Kommandos des sicheren Kanals mehr an ({sw}).',
    hint: 'Erstellen Sie einen neuen Plan für diese Karte, und wählen Sie einen anderen Weg. Behält die Karte ihren Kanal sonst, prüfen Sie den Schlüssel ENC.',
  },
  'channel.implicit': {
    what: 'SCP02 ohne Handschlag lässt sich so nicht öffnen.',
    hint: 'Nehmen Sie die Sicherheitsstufe 01 und die eigenen Schlüssel der Karte, oder wählen Sie ihre Option „i“; die meisten Karten haben 15 oder 55.',
  },
  'channel.level': {
    what: 'Das Protokoll kennt diese Sicherheitsstufe nicht.',
    hint: 'Nehmen Sie C-MAC (01), C-MAC und C-DEC (03), mit R-MAC (11, 13) oder in SCP03 mit allem (33).',
  },
  'channel.locked-out': {
    what: 'Die Karte nimmt diesen Schlüsselsatz nicht mehr an: zu viele falsche Kryptogramme.',
    hint: 'Nehmen Sie einen anderen Schlüsselsatz der Karte, oder eine andere Karte.',
  },
  'channel.no-counter': {
    what: 'Die Karte nennt ihren Sequenzzähler nicht.',
    hint: 'Sehen Sie ihre Option „i“ nach: Mit Handschlag (15, 55) kommt der Zähler darin.',
  },
  'channel.no-key-set': {
    what: 'Die Karte hat keinen Schlüsselsatz der Version {keyVersion}.',
    hint: 'Sehen Sie die Schlüsselsätze der Karte an, und wählen Sie einen davon.',
  },
  'channel.not-opened': {
    what: 'Die Karte hat den ersten Befehl genommen, ohne den Kanal zu öffnen.',
    hint: 'Sehen Sie die Option „i“ dieser Karte nach: So beginnt sie keinen Kanal.',
  },
  'channel.protocol': {
    what: [
      'Die Karte antwortet mit {actual}, nicht mit {wanted}.',
      'Die Karte spricht ein Protokoll für sichere Kanäle, das Cardwright nicht kennt.',
    ],
    hint: 'Wählen Sie die Schlüsselversion, die zum Protokoll gehört; unterstützt werden SCP02 und SCP03.',
  },
  'channel.refused': {
    what: 'Die Karte nimmt das Kryptogramm nicht an.',
    hint: 'Versuchen Sie es nicht blind noch einmal: Prüfen Sie, ob zwischen Leser und Karte etwas die Daten verändert.',
  },
  'channel.response-forged': {
    what: 'Die Antwort der Karte ist nicht echt.',
    hint: 'Setzen Sie die Karte zurück, und lesen Sie sie. Geschieht es wieder, verändert etwas zwischen Leser und Karte die Daten.',
  },
  'diversification.length': {
    what: 'Ein Hauptschlüssel oder die Ableitungsdaten haben die falsche Länge.',
    hint: 'Prüfen Sie Hauptschlüssel und Ableitung in den Lieferpapieren der Karte.',
  },
  'domain.not-found': {
    what: [
      'Die Karte hat keine Sicherheitsdomäne {aid}.',
      'Auf dieser Karte antwortet keine Sicherheitsdomäne.',
    ],
    hint: 'Vielleicht ist es keine GlobalPlatform-Karte, oder ihre Sicherheitsdomäne hat eine andere AID: Geben Sie diese an.',
  },
  'domain.unnamed': {
    what: 'Die Karte sagt nicht, welche Anwendung sie gewählt hat.',
    hint: 'Geben Sie die AID der Sicherheitsdomäne an, etwa A000000151000000.',
  },
  'gp.already': { what: '{aid} ist schon in diesem Zustand.', hint: 'Es ist nichts zu tun.' },
  'gp.data-malformed': {
    what: 'Das sind keine vollständigen Datenobjekte (BER-TLV).',
    hint: 'Geben Sie jedes mit Kennung und Länge an, etwa 42 08 0123456789ABCDEF.',
  },
  'gp.in-use': {
    what: 'Von dem Paket {aid} sind Anwendungen auf der Karte ({count}).',
    hint: 'Löschen Sie zuerst die Anwendungen, oder das Paket zusammen mit ihnen.',
  },
  'gp.key-set': {
    what: 'Das ist kein Schlüsselsatz für die Karte.',
    hint: 'Schlüsselsätze für OTA haben die Versionen 1 bis 15; sichere Kanäle nehmen 3DES mit zwei Teilen oder AES, alle Schlüssel gleich lang.',
  },
  'gp.keys-malformed': {
    what: 'ENC, MAC und DEK müssen 16, 24 oder 32 Bytes haben, alle drei gleich viele.',
    hint: 'Prüfen Sie, ob eine Ziffer verloren ging.',
  },
  'gp.keys-not-in-force': {
    what: 'Die Karte hat die neuen Schlüssel bestätigt und verwendet sie nicht.',
    hint: askAgain,
  },
  'gp.keys-not-proved': {
    what: 'Die Karte hat die neuen Schlüssel bestätigt und lässt sich nicht danach fragen.',
    hint: askAgain,
  },
  'gp.name-taken': {
    what: 'Die Station hat für diese Karte schon einen anderen Schlüsselsatz „{set}“.',
    hint: 'Finden Sie heraus, wozu er gut ist, und löschen Sie ihn, wenn zu nichts: Der neue bekommt seinen Namen.',
  },
  'gp.no-iccid': {
    what: 'Die Karte nennt keine ICCID; sie ließe sich nicht wiedererkennen.',
    hint: 'Nehmen Sie eine andere Karte: Was sich nicht erkennen lässt, wird nicht geändert.',
  },
  'gp.no-package': {
    what: 'Es fehlt, woraus installiert werden soll.',
    hint: 'Geben Sie eine CAP-Datei an, oder die AID eines Pakets auf der Karte.',
  },
  'gp.no-such-version': {
    what: 'Die Karte hat keinen Schlüsselsatz der Version {version}.',
    hint: 'Sehen Sie ihre Schlüsselsätze an, oder fügen Sie den neuen hinzu, statt einen zu ersetzen.',
  },
  'gp.not-base64': { what: 'Die CAP-Datei kam nicht ganz an.', hint: 'Wählen Sie die Datei noch einmal.' },
  'gp.not-deletable': {
    what: '{aid} ist die eigene Sicherheitsdomäne der Karte.',
    hint: 'Sie lässt sich nicht löschen.',
  },
  'gp.not-found': { what: '{aid} ist nicht auf der Karte.', hint: seeList },
  'gp.not-in-package': {
    what: '{aid} ist kein Applet des Pakets.',
    hint: 'Nehmen Sie die AID des Applets aus der Liste der Module des Pakets.',
  },
  'gp.not-told': {
    what: 'Die Karte hat die Änderung angenommen und sagt nicht, was sie nun hat.',
    hint: 'Prüfen Sie es an dem, wozu die Daten dienen.',
  },
  'gp.option': {
    what: 'Die Option „i“ hat zwei hexadezimale Ziffern.',
    hint: 'Zum Beispiel 55 für SCP02 oder 70 für SCP03.',
  },
  'gp.other-card': {
    what: 'Die Änderung wurde für eine andere Karte geplant.',
    hint: 'Legen Sie jene Karte ein, oder planen Sie die Änderung für diese.',
  },
  'gp.other-domain': {
    what: 'Dieser Schlüsselsatz gehört zu einer anderen Sicherheitsdomäne.',
    hint: 'Lassen Sie die Sicherheitsdomäne weg, oder wählen Sie deren Schlüsselsatz.',
  },
  'gp.plan-blocked': {
    what: 'Diese Änderung ist nicht möglich; der Grund steht in der Vorschau.',
    hint: 'Beheben Sie, was dort steht, und planen Sie noch einmal.',
  },
  'gp.plan-running': {
    what: 'Diese Änderung wird gerade ausgeführt.',
    hint: 'Warten Sie ihr Ende ab, und planen Sie neu, was dann noch zu tun ist.',
  },
  'gp.plan-stale': {
    what: 'Die Schlüssel dieser Karte wurden geändert, seit dies geplant wurde.',
    hint: 'Planen Sie die Änderung noch einmal: Sie beginnt dann mit den Schlüsseln, die die Karte jetzt hat.',
  },
  'gp.plan-unknown': {
    what: 'Diese Änderung ist nicht mehr geplant, oder sie wurde schon ausgeführt.',
    hint: 'Planen Sie die Änderung noch einmal: Solche Pläne gelten nur, solange das Programm läuft.',
  },
  'gp.present': {
    what: '{aid} ist schon auf der Karte.',
    hint: 'Löschen Sie es zuerst, oder wählen Sie für das neue eine andere AID.',
  },
  'gp.state': {
    what: '{aid} lässt sich nicht in den Zustand „{state}“ bringen.',
    hint: 'Anwendungen lassen sich sperren, entsperren und wählbar machen; die Karte lässt sich sperren, entsperren und beenden.',
  },
  'gp.unresolved': {
    what: 'Es ist noch nicht bekannt, wie eine frühere Änderung der Schlüssel ausging.',
    hint: 'Öffnen Sie den Tresor, und fragen Sie die Karte noch einmal: Ihr Kryptogramm sagt, welche Schlüssel sie hat.',
  },
  'gp.version-taken': {
    what: 'Die Karte hat schon einen Schlüsselsatz der Version {version}.',
    hint: 'Ersetzen Sie diesen, oder wählen Sie eine andere Version.',
  },
  'gp.which-module': {
    what: 'Es fehlt, welches Applet des Pakets installiert werden soll.',
    hint: 'Geben Sie die AID des Applets an; eine Bibliothek ohne Applet lässt sich nur laden.',
  },
  'keys.check-values': {
    what: 'Die Schlüssel haben nicht die Prüfwerte, die mit ihnen angegeben wurden.',
    hint: 'Vergleichen Sie die Schlüssel mit ihren Lieferpapieren; vielleicht sind sie vertippt oder vertauscht.',
  },
  'keys.malformed': {
    what: 'Das ist kein Schlüsselsatz.',
    hint: 'Alle drei Schlüssel haben gleich viele Bytes (3DES 16, AES 16, 24 oder 32); die Version ist eine Zahl von 1 bis 127.',
  },
  'keys.no-kik': {
    what: 'Der Schlüsselsatz hat keinen KIK, den Schlüssel auf dem Weg zur Karte brauchen.',
    hint: 'Importieren Sie den Satz mit seinem KIK, oder bringen Sie die Schlüssel über SCP02 oder SCP03 auf.',
  },
  'keys.not-confirmed': { what: 'Die Karte bestätigt andere Schlüssel als die gesandten.', hint: askAgain },
  'keys.unknown': {
    what: 'Die Antwort auf PUT KEY ging verloren.',
    hint: 'Fragen Sie die Karte noch einmal: Cardwright prüft die neuen, dann die alten Schlüssel, ohne einen Versuch zu verbrauchen.',
  },
  'load-file.malformed': { what: 'Das ist nicht der Code eines Java-Card-Pakets.', hint: convertAgain },
  'ota.answer-cut': {
    what: 'Die Antwort war zu lang für den Empfangsnachweis der Karte und wurde abgeschnitten.',
    hint: 'Fragen Sie weniger auf einmal ab, oder lesen Sie über SCP02 oder SCP03.',
  },
  'ota.buffer-too-small': {
    what: 'Im Puffer der Karte ist kein Platz für ein Paket mit diesem Befehl.',
    hint: 'Geben Sie die Größe des Puffers aus den Unterlagen der Karte an, oder nehmen Sie einen anderen Weg.',
  },
  'registry.malformed': {
    what: 'Die Liste der Anwendungen auf der Karte ist nicht lesbar.',
    hint: 'Fragen Sie den Herausgeber der Karte, welche Form von GET STATUS sie kennt.',
  },
};
