/** German words for packets of SCP80 as the engine explains them: proofs of receipt, fields, what an error means. */
export const deOtaWords: Readonly<Record<string, string>> = {
  // Proofs of receipt.
  'The packet was genuine and its script was executed; each command has its own status word.':
    'Das Paket war echt und sein Skript wurde ausgeführt; jeder Befehl hat sein eigenes Statuswort.',
  'Look at the number of commands executed and at the last status word.':
    'Sehen Sie auf die Zahl ausgeführter Befehle und das letzte Statuswort.',
  'The card found the checksum wrong and executed nothing. Many cards count this and block the key set after some failures.':
    'Die Karte fand die Prüfsumme falsch und führte nichts aus. Viele Karten zählen das und sperren den Schlüsselsatz nach einigen Fehlern.',
  'Check KID, its algorithm and the key set number before you send again.':
    'Prüfen Sie KID, seinen Algorithmus und die Nummer des Schlüsselsatzes, bevor Sie noch einmal senden.',
  'The card has seen this counter or a higher one, and executed nothing.':
    'Die Karte hat diesen Zähler oder einen höheren schon gesehen und nichts ausgeführt.',
  'Raise the counter of this key set above the card’s and send again; the answer may carry the card’s counter.':
    'Erhöhen Sie den Zähler dieses Schlüsselsatzes über den der Karte und senden Sie noch einmal; die Antwort nennt ihn vielleicht.',
  'The counter is more than one above the card’s, and the packet asked for exactly one. Nothing was executed.':
    'Der Zähler liegt um mehr als eins über dem der Karte, und das Paket verlangte genau eins. Es wurde nichts ausgeführt.',
  'Use the card’s counter plus one, or the rule “higher”.':
    'Nehmen Sie den Zähler der Karte plus eins, oder die Regel „höher“.',
  'The counter of this key set is at its maximum; the key set accepts nothing any more.':
    'Der Zähler dieses Schlüsselsatzes ist am Ende; der Schlüsselsatz nimmt nichts mehr an.',
  'Use another key set, and replace this one through it.':
    'Nehmen Sie einen anderen Schlüsselsatz, und ersetzen Sie diesen durch ihn.',
  'The card could not decipher the packet and executed nothing.':
    'Die Karte konnte das Paket nicht entschlüsseln und führte nichts aus.',
  'Check KIc, its algorithm and the key set number.':
    'Prüfen Sie KIc, seinen Algorithmus und die Nummer des Schlüsselsatzes.',
  'The card did not understand the header of the packet; its answer is neither ciphered nor signed, so anyone could have made it.':
    'Die Karte verstand den Kopf des Pakets nicht; ihre Antwort ist weder verschlüsselt noch unterschrieben, jeder könnte sie gemacht haben.',
  'Check the key set number, the algorithms and SPI; the card may not have this key set.':
    'Prüfen Sie Nummer des Schlüsselsatzes, Algorithmen und SPI; vielleicht hat die Karte diesen Schlüsselsatz nicht.',
  'The packet is larger than the card’s buffer; nothing was executed.':
    'Das Paket ist größer als der Puffer der Karte; es wurde nichts ausgeführt.',
  'Send the script in smaller packets.': 'Senden Sie das Skript in kleineren Paketen.',
  'The card is still executing; a second response follows.':
    'Die Karte führt noch aus; eine zweite Antwort folgt.',
  'Leave the card powered, poll it with STATUS and wait for the second response.':
    'Lassen Sie der Karte ihren Strom, fragen Sie sie mit STATUS und warten Sie auf die zweite Antwort.',
  'No application on the card has this TAR; nothing was executed.':
    'Keine Anwendung der Karte hat diesen TAR; es wurde nichts ausgeführt.',
  'Check the TAR, and that the application is installed and selectable.':
    'Prüfen Sie den TAR, und ob die Anwendung installiert und wählbar ist.',
  'The application asks for more protection than the packet has; nothing was executed.':
    'Die Anwendung verlangt mehr Schutz, als das Paket hat; es wurde nichts ausgeführt.',
  'Use a cryptographic checksum, ciphering and a counter as the issuer prescribes for this application.':
    'Nehmen Sie Prüfsumme, Verschlüsselung und Zähler, wie der Herausgeber sie für diese Anwendung vorschreibt.',
  'The script was taken; the answer comes through the proactive channel.':
    'Das Skript wurde angenommen; die Antwort kommt über den proaktiven Kanal.',
  'Fetch the proactive command and read the response in its SMS-SUBMIT.':
    'Holen Sie den proaktiven Befehl und lesen Sie die Antwort in seinem SMS-SUBMIT.',
  'The script was taken; the answer comes in a USSD request through the proactive channel.':
    'Das Skript wurde angenommen; die Antwort kommt in einer USSD-Anfrage über den proaktiven Kanal.',
  'Fetch the proactive command and read the response in its USSD string.':
    'Holen Sie den proaktiven Befehl und lesen Sie die Antwort in seiner USSD-Zeichenfolge.',
  'The maker of the card defined this status; whether the script was executed is unknown.':
    'Der Hersteller der Karte hat diesen Status festgelegt; ob das Skript ausgeführt wurde, ist unbekannt.',
  'Look the status up in the card’s manual, and read the card.':
    'Schlagen Sie den Status im Handbuch der Karte nach, und lesen Sie die Karte.',
  'The standard does not define this status; whether the script was executed is unknown.':
    'Der Standard legt diesen Status nicht fest; ob das Skript ausgeführt wurde, ist unbekannt.',
  'Read the card to see what has changed.': 'Lesen Sie die Karte, um zu sehen, was sich geändert hat.',
  // What an error means.
  'No counter was spent and nothing was sent to this card.':
    'Kein Zähler wurde verbraucht, und dieser Karte wurde nichts gesandt.',
  'Nothing was decoded.': 'Es wurde nichts zerlegt.',
  'Nothing was sent for this step.': 'Für diesen Schritt wurde nichts gesandt.',
  'The card is not as it should be.': 'Die Karte ist nicht, wie sie sein soll.',
  'The commands before it have been executed; this one was not.':
    'Die Befehle davor sind ausgeführt; dieser ist es nicht.',
  'This packet was not sent.': 'Dieses Paket wurde nicht gesandt.',
  'This step was not begun.': 'Dieser Schritt wurde nicht begonnen.',
  'Whether the script was executed is unknown until the card is read.':
    'Ob das Skript ausgeführt wurde, ist unbekannt, bis die Karte gelesen wird.',
  'Whether the script was executed is unknown until the card is read; its counter is used up.':
    'Ob das Skript ausgeführt wurde, ist unbekannt, bis die Karte gelesen wird; sein Zähler ist verbraucht.',
  'Which commands were executed is unknown until the card is read.':
    'Welche Befehle ausgeführt wurden, ist unbekannt, bis die Karte gelesen wird.',
  // SPI.
  'no RC, CC or DS': 'ohne RC, CC und DS',
  'redundancy check': 'einfache Prüfsumme',
  'cryptographic checksum': 'kryptographische Prüfsumme',
  'digital signature': 'digitale Signatur',
  'no counter': 'ohne Zähler',
  'a counter is there, replay and sequence are not checked':
    'ein Zähler ist da, Wiederholung und Reihenfolge werden nicht geprüft',
  'processed only if the counter is higher than the card’s':
    'nur ausgeführt, wenn der Zähler höher ist als der der Karte',
  'processed only if the counter is higher than the card’s by exactly one':
    'nur ausgeführt, wenn der Zähler um genau eins höher ist als der der Karte',
  'no proof of receipt': 'kein Empfangsnachweis',
  'proof of receipt always': 'immer ein Empfangsnachweis',
  'proof of receipt only on error': 'Empfangsnachweis nur bei Fehlern',
  'reserved request for a proof of receipt': 'reservierte Anforderung eines Empfangsnachweises',
  ciphered: 'verschlüsselt',
  'not ciphered': 'nicht verschlüsselt',
  'PoR by SMS-SUBMIT': 'Empfangsnachweis durch SMS-SUBMIT',
  'PoR by SMS-DELIVER-REPORT, in the answer to ENVELOPE':
    'Empfangsnachweis durch SMS-DELIVER-REPORT, in der Antwort auf ENVELOPE',
  'PoR ciphered': 'Empfangsnachweis verschlüsselt',
  'PoR not ciphered': 'Empfangsnachweis nicht verschlüsselt',
  'PoR with no RC, CC or DS': 'Empfangsnachweis ohne RC, CC und DS',
  'PoR with redundancy check': 'Empfangsnachweis mit einfacher Prüfsumme',
  'PoR with cryptographic checksum': 'Empfangsnachweis mit kryptographischer Prüfsumme',
  'PoR with digital signature': 'Empfangsnachweis mit digitaler Signatur',
  // KIc, KID and TAR.
  'algorithm known implicitly': 'Algorithmus stillschweigend bekannt',
  'single DES, which is broken: Cardwright does not compute it':
    'einfaches DES, das gebrochen ist: Cardwright rechnet es nicht',
  'single DES in ECB mode, which is broken: Cardwright does not compute it':
    'einfaches DES im ECB-Modus, das gebrochen ist: Cardwright rechnet es nicht',
  'triple DES in outer CBC mode, two keys': '3DES im CBC-Modus, zwei Schlüssel',
  'triple DES in outer CBC mode, three keys': '3DES im CBC-Modus, drei Schlüssel',
  'AES in CBC mode': 'AES im CBC-Modus',
  'AES in CMAC mode': 'AES im CMAC-Modus',
  'proprietary algorithm': 'herstellereigener Algorithmus',
  'reserved algorithm': 'reservierter Algorithmus',
  'issuer security domain': 'Sicherheitsdomäne des Herausgebers',
  'remote file management': 'Dateiverwaltung aus der Ferne',
  'proprietary toolkit application': 'herstellereigene Toolkit-Anwendung',
  application: 'Anwendung',
  // What is sealed.
  right: 'richtig',
  wrong: 'falsch',
  none: 'keine',
  'not checked': 'nicht geprüft',
  padding: 'Füllung',
  // Short messages and ENVELOPEs.
  'SMS-PP download': 'SMS-PP-Download',
  'proactive command': 'proaktiver Befehl',
  'any answer': 'beliebige Antwort',
  'no more messages wait': 'es warten keine weiteren Nachrichten',
  'more messages wait': 'es warten weitere Nachrichten',
  'user data begin with a header': 'die Benutzerdaten beginnen mit einem Kopf',
  'user data without header': 'Benutzerdaten ohne Kopf',
  'no validity period': 'ohne Gültigkeitsdauer',
  'enhanced validity period': 'erweiterte Gültigkeitsdauer',
  'relative validity period': 'relative Gültigkeitsdauer',
  'absolute validity period': 'absolute Gültigkeitsdauer',
  'validity period': 'Gültigkeitsdauer',
  'address of the service centre, as modems put it in front':
    'Adresse der Kurznachrichtenzentrale, wie Modems sie davorsetzen',
  '(U)SIM data download: for the card': '(U)SIM-Download: für die Karte',
  'a command packet begins here': 'hier beginnt ein Befehlspaket',
  'a response packet begins here': 'hier beginnt ein Antwortpaket',
  'not about the packet': 'betrifft das Paket nicht',
};

export const deOtaPatterns: readonly (readonly [RegExp, string])[] = [
  [/^(\d+) bytes? follow$/, '$1 Bytes folgen'],
  [/^(\d+) bytes from (SPI|TAR) to the end of RC\/CC\/DS$/, '$1 Bytes von $2 bis zum Ende von RC/CC/DS'],
  [/^(\d+) bytes? of padding after the data$/, '$1 Füllbytes nach den Daten'],
  [/^(\d+) bytes?, hidden: there is a secret in it$/, '$1 Bytes, verborgen: Darin ist ein Geheimnis'],
  [/^padding, hidden: there is a secret in it$/, 'Füllung, verborgen: Darin ist ein Geheimnis'],
  [/^(\d+) bytes?$/, '$1 Bytes'],
  [/^counter (\d+)$/, 'Zähler $1'],
  [/^key set (\d+)$/, 'Schlüsselsatz $1'],
  [/^(AES|CRC-16|CRC-32) \(not used by this packet\)$/, '$1 (von diesem Paket nicht verwendet)'],
  [
    /^AES in (CBC|CMAC) mode \(not used by this packet\)$/,
    'AES im $1-Modus (von diesem Paket nicht verwendet)',
  ],
  [
    /^triple DES in outer CBC mode, two keys \(not used by this packet\)$/,
    '3DES im CBC-Modus, zwei Schlüssel (von diesem Paket nicht verwendet)',
  ],
  [
    /^triple DES in outer CBC mode, three keys \(not used by this packet\)$/,
    '3DES im CBC-Modus, drei Schlüssel (von diesem Paket nicht verwendet)',
  ],
  [
    /^algorithm known implicitly \(not used by this packet\)$/,
    'Algorithmus stillschweigend bekannt (von diesem Paket nicht verwendet)',
  ],
  [/^reserved bits ([0-9A-F]+) are set and ignored$/, 'reservierte Bits $1 sind gesetzt und ohne Bedeutung'],
  [/^(\d+) bytes of user data$/, '$1 Bytes Benutzerdaten'],
  [/^(\d+) characters of user data$/, '$1 Zeichen Benutzerdaten'],
  [/^user data of (\d+) bytes$/, 'Benutzerdaten von $1 Bytes'],
  [/^(\d+) bytes of header follow$/, '$1 Bytes Kopf folgen'],
  [/^(\d+) bytes of the packet$/, '$1 Bytes des Pakets'],
  [/^part (\d+) of (\d+) of the message (\d+)$/, 'Teil $1 von $2 der Nachricht $3'],
  [/^message reference (\d+)$/, 'Nachrichtennummer $1'],
  [/^service centre’s time (.+)$/, 'Zeit der Kurznachrichtenzentrale $1'],
  [/^status word ([0-9A-F]{4})$/, 'Statuswort $1'],
  [/^Sending a packet to ([0-9A-F]{6})$/, 'Ein Paket wird an $1 gesandt'],
  [/^Proprietary status ([0-9A-F]{2})$/, 'Herstellereigener Status $1'],
  [/^Reserved status ([0-9A-F]{2})$/, 'Reservierter Status $1'],
];
