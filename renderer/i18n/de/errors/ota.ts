import type { ErrorCatalogue } from './words.ts';

const wholePacket = 'Prüfen Sie, ob alle Bytes da sind.';
const keySetAndSpi = 'Prüfen Sie Nummer des Schlüsselsatzes, Algorithmen und SPI.';
const readFirst = 'Lesen Sie die Karte, bevor Sie etwas noch einmal senden.';

/** Packets of remote management over SCP80, their short messages and scripts. */
export const otaErrors: ErrorCatalogue = {
  'ota.answers-what': {
    what: 'Worauf die Antwort antwortet, ist kein Befehlspaket.',
    hint: 'Geben Sie das Befehlspaket an, das vor der Antwort gesandt wurde.',
  },
  'ota.buffer-exceeded': {
    what: 'Das Paket ist größer als der Puffer der Karte.',
    hint: 'Senden Sie das Skript in kleineren Paketen.',
  },
  'ota.checksum-refused': {
    what: 'Die Karte findet die Prüfsumme des Pakets falsch.',
    hint: 'Prüfen Sie KID, seinen Algorithmus und die Nummer des Schlüsselsatzes, bevor Sie noch einmal senden.',
  },
  'ota.ciphering-refused': {
    what: 'Die Karte konnte das Paket nicht entschlüsseln.',
    hint: 'Prüfen Sie KIc, seinen Algorithmus und die Nummer des Schlüsselsatzes.',
  },
  'ota.count': {
    what: 'Die Karte sagt nicht, wie viele Befehle des Skripts sie ausgeführt hat.',
    hint: 'Lesen Sie die Karte neu und erstellen Sie einen neuen Plan.',
  },
  'ota.counter-at-end': {
    what: 'Mit diesem Zähler würde die Karte den Schlüsselsatz für immer sperren.',
    hint: 'Geben Sie einen Zähler an, der wenig über dem letzten liegt, den die Karte angenommen hat.',
  },
  'ota.counter-blocked': {
    what: 'Der Zähler dieses Schlüsselsatzes steht auf der Karte an seinem Ende.',
    hint: 'Nehmen Sie einen anderen Schlüsselsatz, und ersetzen Sie diesen durch ihn.',
  },
  'ota.counter-high': {
    what: 'Der Zähler des Pakets liegt um mehr als eins über dem der Karte.',
    hint: 'Nehmen Sie den Zähler der Karte plus eins, oder die Regel „höher“.',
  },
  'ota.counter-kept': {
    what: 'Den Zähler eines gespeicherten Schlüsselsatzes führt die Station; der nächste ist {next}.',
    hint: 'Lassen Sie den Zähler weg; erhöhen Sie den gespeicherten, wenn die Karte weiter ist.',
  },
  'ota.counter-low': {
    what: [
      'Die Karte hat diesen Zähler schon gesehen: Ihrer steht bei {cardCounter}.',
      'Die Karte hat diesen Zähler oder einen höheren schon gesehen.',
    ],
    hint: 'Senden Sie mit einem höheren Zähler noch einmal. Hat die Karte ihren genannt, ist der gespeicherte schon darauf erhöht.',
  },
  'ota.counter-needed': {
    what: 'Mit eingegebenen Schlüsseln braucht das Paket einen Zähler.',
    hint: 'Geben Sie einen höheren an als den letzten, den die Karte angenommen hat, oder speichern Sie den Schlüsselsatz: Dann wird er gezählt.',
  },
  'ota.foreign-proof': {
    what: 'Der Empfangsnachweis, der kam, gehört zu einem anderen Paket.',
    hint: 'Lesen Sie die Karte, bevor Sie etwas noch einmal senden; TAR oder Zähler des Nachweises sind nicht die dieses Pakets.',
  },
  'ota.interrupted': {
    what: 'Karte oder Leser waren nicht mehr da, als das Paket unterwegs war.',
    hint: 'Legen Sie dieselbe Karte wieder ein, und lesen Sie, was das Skript ändern sollte, bevor es noch einmal gesandt wird.',
  },
  'ota.no-proof': {
    what: 'Die Karte hat das Paket genommen und keinen Empfangsnachweis gegeben.',
    hint: 'Lesen Sie die Karte; prüfen Sie dann TAR und Schlüsselsatz: Manche Karten schweigen zu Paketen, die sie nicht annehmen.',
  },
  'ota.not-as-planned': {
    what: 'Die Karte hat die Pakete genommen und hält nicht, was geplant war.',
    hint: 'Sehen Sie im Beleg {receipt} nach, was zurückgelesen wurde, und erstellen Sie einen neuen Plan.',
  },
  'ota.not-reached': {
    what: 'Das Skript endete vor diesem Schritt.',
    hint: 'Sehen Sie den Schritt an, der fehlschlug.',
  },
  'ota.other-card': {
    what: [
      'Im Leser liegt Karte {found}, das Paket ist für {expected}.',
      'Die Karte im Leser nennt ihre ICCID nicht; das Paket ist für {expected}.',
    ],
    hint: 'Legen Sie die gemeinte Karte in den Leser.',
  },
  'ota.plan-needs-set': {
    what: 'Ein Plan wird mit einem gespeicherten Schlüsselsatz gesandt.',
    hint: 'Importieren Sie zuerst den Schlüsselsatz; mit eingegebenen Schlüsseln lassen sich die Pakete nur ansehen.',
  },
  'ota.proof-required': {
    what: 'Ein Plan über OTA braucht zu jedem Paket einen Empfangsnachweis.',
    hint: 'Verlangen Sie immer einen: Ohne ihn weiß niemand, was ausgeführt wurde.',
  },
  'ota.script-ended': {
    what: 'Die Karte hat das Skript vorzeitig beendet.',
    hint: 'Prüfen Sie, welche Skriptformate die Anwendung nimmt.',
  },
  'ota.secret-in-plain': {
    what: 'Der Inhalt von {file} ist geheim, und das Paket ist nicht verschlüsselt.',
    hint: 'Verschlüsseln Sie das Paket.',
  },
  'ota.security-level': {
    what: 'Die Anwendung verlangt mehr Schutz, als das Paket hat.',
    hint: 'Nehmen Sie Prüfsumme, Verschlüsselung und Zähler, wie der Herausgeber sie für diese Anwendung vorschreibt.',
  },
  'ota.security-refused': {
    what: 'Die Karte hat den Kopf des Pakets nicht verstanden.',
    hint: `${keySetAndSpi} Vielleicht hat die Karte diesen Schlüsselsatz nicht.`,
  },
  'ota.status': {
    what: 'Die Karte antwortet auf das Paket mit dem Status {status}.',
    hint: 'Schlagen Sie ihn im Handbuch der Karte nach, und lesen Sie die Karte.',
  },
  'ota.tar-missing': {
    what: 'Für diese Anwendung ist kein TAR bekannt.',
    hint: 'Geben Sie den TAR ihrer Dateiverwaltung aus den Unterlagen der Karte an, oft B00000 für das MF und B00001 für die USIM.',
  },
  'ota.tar-unknown': {
    what: 'Keine Anwendung der Karte hat diesen TAR.',
    hint: 'Prüfen Sie den TAR, und ob die Anwendung installiert und wählbar ist.',
  },
  'scp80.algorithm': {
    what: 'Dieser Algorithmus ist hier nicht möglich.',
    hint: 'Nehmen Sie 3DES oder AES, für eine einfache Prüfsumme CRC-16 oder CRC-32.',
  },
  'scp80.algorithm-implicit': {
    what: 'Das Paket sagt, der Algorithmus sei bekannt, und er ist es nicht.',
    hint: 'Geben Sie den Algorithmus dieses Schlüsselsatzes an, 3DES oder AES.',
  },
  'scp80.checksum-wrong': {
    what: 'Die Prüfsumme des Befehlspakets ist falsch.',
    hint: 'Prüfen Sie KIc, KID und die Nummer des Schlüsselsatzes; sonst wurde das Paket unterwegs verändert.',
  },
  'scp80.ciphered-length': {
    what: 'Die Länge des verschlüsselten Teils ist kein Vielfaches der Blocklänge.',
    hint: 'Prüfen Sie den Algorithmus in KIc, und ob das Paket vollständig ist.',
  },
  'scp80.command-malformed': {
    what: 'Das ist kein Befehlspaket.',
    hint: `${wholePacket} CPL, CHL, SPI, KIc, KID, TAR, CNTR, PCNTR, RC/CC und Daten.`,
  },
  'scp80.command-unknown': {
    what: 'Wie die Antwort geschützt ist, steht in ihrem Befehl.',
    hint: 'Geben Sie auch das Befehlspaket an.',
  },
  'scp80.counter': {
    what: 'Der Zähler passt nicht in 5 Bytes.',
    hint: 'Nehmen Sie 0 bis FFFFFFFFFF.',
  },
  'scp80.counter-exhausted': {
    what: 'Der Zähler dieses Schlüsselsatzes ist am Ende.',
    hint: 'Ersetzen Sie den Schlüsselsatz mit PUT KEY über einen anderen; dieser nimmt nichts mehr an.',
  },
  'scp80.digital-signature': {
    what: 'Das Paket hat eine digitale Signatur, deren Algorithmus der Standard offen lässt.',
    hint: 'Nehmen Sie eine kryptographische Prüfsumme.',
  },
  'scp80.key-index': {
    what: 'Das ist keine Nummer eines Schlüsselsatzes.',
    hint: 'Nehmen Sie 1 bis 15.',
  },
  'scp80.key-length': {
    what: 'Ein Schlüssel hat eine andere Länge, als sein Algorithmus braucht.',
    hint: 'Prüfen Sie den Schlüsselsatz und den Algorithmus in KIc und KID.',
  },
  'scp80.key-missing': {
    what: 'Das Paket braucht einen Schlüssel, der nicht da ist.',
    hint: 'Wählen Sie einen Schlüsselsatz, der KIc und KID hat.',
  },
  'scp80.padding-wrong': {
    what: 'Die Fülllänge des Befehlspakets ist unmöglich.',
    hint: 'Prüfen Sie KIc und seinen Algorithmus.',
  },
  'scp80.por-reserved': {
    what: 'Diese Anforderung eines Empfangsnachweises ist reserviert.',
    hint: 'Verlangen Sie keinen, immer einen, oder einen bei Fehlern.',
  },
  'scp80.response-forged': {
    what: 'Das Antwortpaket ist nicht, was verlangt war.',
    hint: `Prüfen Sie KIc, KID und SPI des Befehls. ${readFirst}`,
  },
  'scp80.response-malformed': {
    what: 'Das ist kein Antwortpaket.',
    hint: 'Lesen Sie, was das Skript ändern sollte; senden Sie es nur noch einmal, wenn es nicht geschah.',
  },
  'scp80.single-des': {
    what: 'Einfaches DES wird nicht verwendet: Seine Schlüssel lassen sich durch Probieren finden.',
    hint: 'Nehmen Sie einen Schlüsselsatz mit 3DES oder AES; fragen Sie den Herausgeber, wenn die Karte keinen hat.',
  },
  'scp80.tar': { what: 'Ein TAR hat 3 Bytes.', hint: 'Geben Sie sechs Hexadezimalziffern ein.' },
  'scp80.too-long': {
    what: 'Das Paket wäre länger, als sein Längenfeld sagen kann.',
    hint: 'Teilen Sie das Skript auf mehrere Pakete auf.',
  },
  'script.answer-lost': {
    what: 'Die Antwort eines Befehls ginge verloren: Das kompakte Format gibt nur die letzte zurück.',
    hint: 'Stellen Sie den Befehl ans Ende, oder nehmen Sie das erweiterte Format.',
  },
  'script.malformed': {
    what: 'Das ist kein Skript aus APDUs.',
    hint: `Prüfen Sie sein Format, kompakt oder erweitert. ${wholePacket}`,
  },
  'script.response-malformed': {
    what: 'Die Antwort auf das Skript ist nicht lesbar.',
    hint: 'Prüfen Sie, ob die Anwendung kompakt oder erweitert antwortet; lesen Sie die Karte.',
  },
  'sms.envelope-malformed': {
    what: 'Das ist kein SMS-PP-Download.',
    hint: 'Geben Sie die Daten des Befehls ENVELOPE an, ab D1.',
  },
  'sms.incomplete': {
    what: 'Die Teile ergeben keine Nachricht.',
    hint: 'Sammeln Sie alle Teile einer Nachricht und sonst nichts.',
  },
  'sms.malformed': { what: 'Das ist keine Kurznachricht.', hint: wholePacket },
  'sms.no-packet': {
    what: 'Diese Kurznachricht trägt kein gesichertes Paket.',
    hint: 'Der Kopf ihrer Benutzerdaten sollte das Element 70 (Befehl) oder 71 (Antwort) haben.',
  },
  'sms.packet-too-long': {
    what: 'Das Paket passt nicht in 255 Kurznachrichten.',
    hint: 'Teilen Sie das Skript auf mehrere Pakete auf.',
  },
  'sms.unrecognised': {
    what: 'Das ist weder ein gesichertes Paket noch eine Nachricht, die eines trägt.',
    hint: 'Geben Sie ein Paket ab seiner Länge an, Benutzerdaten mit ihrem Kopf, ein SMS-DELIVER oder SMS-SUBMIT, oder die Daten eines ENVELOPE ab D1.',
  },
};
