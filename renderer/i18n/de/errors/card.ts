import type { ErrorCatalogue } from './words.ts';

const readAgain = 'Lesen Sie die Karte noch einmal; bleibt es so, nehmen Sie eine andere.';
const anotherCard = 'Nehmen Sie eine andere Karte.';
const sameCard = 'Legen Sie dieselbe Karte wieder ein und lesen Sie sie neu.';
const cannot = 'Diese Karte kann das nicht: Nehmen Sie eine andere Karte oder einen anderen Weg.';

/** What a card answers, and cards that are not what they should be. */
export const cardErrors: ErrorCatalogue = {
  'apdu.malformed': { what: 'Dieser Befehl hat keine gültige Form.', hint: 'Prüfen Sie die Bytes.' },
  'apdu.too-long': {
    what: 'Diese Karte nimmt höchstens 255 Bytes in einem Befehl.',
    hint: 'Teilen Sie die Daten auf mehrere Befehle auf.',
  },
  'application.exists': {
    what: 'Die Anwendung ist schon auf der Karte.',
    hint: 'Lesen Sie die Karte noch einmal.',
  },
  'atr.malformed': {
    what: 'Die Antwort der Karte auf den Reset ist nicht lesbar.',
    hint: 'Reinigen Sie die Kontakte, legen Sie die Karte neu ein oder nehmen Sie einen anderen Leser.',
  },
  'card.absent': {
    what: ['In „{reader}“ ist keine Karte.', 'In diesem Leser ist keine Karte.'],
    hint: 'Legen Sie eine Karte ein.',
  },
  'card.answer-malformed': {
    what: 'Die Karte hat anders geantwortet, als die Norm es vorsieht.',
    hint: readAgain,
  },
  'card.busy': {
    what: 'Die Karte ist beschäftigt.',
    hint: 'Warten Sie kurz und versuchen Sie es noch einmal.',
  },
  'card.changed': {
    what: 'Eine Datei ist nicht mehr so, wie sie beim Erstellen des Plans war: {path}.',
    hint: 'Erstellen Sie den Plan neu; er führt fort, was auf der Karte ist.',
  },
  'card.endless-answer': { what: 'Die Karte kündigt immer mehr Daten an, ohne Ende.', hint: anotherCard },
  'card.exchange-failed': {
    what: 'Der Austausch mit der Karte in „{reader}“ ist unterwegs misslungen.',
    hint: 'Reinigen Sie die Kontakte der Karte, legen Sie sie wieder ein und lesen Sie sie.',
  },
  'card.failed': {
    what: '{command}: Die Karte meldet einen Fehler ohne Angabe von Gründen ({sw}).',
    hint: 'Nehmen Sie die Karte heraus, legen Sie sie wieder ein und lesen Sie sie.',
  },
  'card.full': {
    what: [
      'Die neuen Dateien brauchen {needed} Bytes, die Karte hat noch {available}.',
      'Auf der Karte ist kein Platz mehr.',
    ],
    hint: 'Verkleinern Sie die Dateien des Profils, oder nehmen Sie eine andere Karte.',
  },
  'card.gsm-only': {
    what: 'Das ist eine SIM-Karte aus der Zeit vor der UICC.',
    hint: 'Nehmen Sie eine UICC: Eine GSM-SIM hat keine Anwendungen und kann die oneM2M-Dateien nicht tragen.',
  },
  'card.interrupted': {
    what: 'Karte oder Leser waren mitten im Schreiben nicht mehr da.',
    hint: 'Legen Sie dieselbe Karte wieder ein und erstellen Sie den Plan neu: Er liest die Karte und führt fort, was auf ihr ist.',
  },
  'card.memory': {
    what: '{command}: Der Speicher der Karte hat versagt ({sw}).',
    hint: readAgain,
  },
  'card.mismatch': {
    what: '{wrong} von {of} zurückgelesenen Inhalten sind nicht, was verlangt war.',
    hint: 'Vergleichen Sie, was zurückgelesen wurde, und erstellen Sie dann einen neuen Plan für diese Karte.',
  },
  'card.mute': {
    what: ['Die Karte in „{reader}“ antwortet nicht.', 'Die Karte antwortet nicht.'],
    hint: 'Nehmen Sie die Karte heraus, reinigen Sie die Kontakte und legen Sie sie richtig herum wieder ein.',
  },
  'card.no-answer': {
    what: 'Die Karte in „{reader}“ hat nicht rechtzeitig geantwortet.',
    hint: 'Nehmen Sie die Karte heraus, legen Sie sie wieder ein und lesen Sie sie.',
  },
  'card.not-executed': {
    what: '{command}: Die Karte hat den Befehl nicht ausgeführt.',
    hint: 'Versuchen Sie es noch einmal; misslingt es wieder, ersetzen Sie die Karte.',
  },
  'card.not-uicc': {
    what: 'Diese Karte ist keine UICC.',
    hint: 'Legen Sie eine SIM-Karte oder eine eingebaute UICC ein. Bezahl- und Ausweiskarten gehen nicht.',
  },
  'card.protocol-mismatch': {
    what: 'Die Karte in „{reader}“ spricht weder T=0 noch T=1.',
    hint: 'Nehmen Sie eine UICC; Speicherkarten und manche kontaktlosen Karten gehen hier nicht.',
  },
  'card.refused': {
    what: '{command}: Die Karte hat abgelehnt ({sw}).',
    hint: 'Lesen Sie die Karte noch einmal; bleibt es so, melden Sie das Statuswort.',
  },
  'card.removed': {
    what: ['Die Karte wurde aus „{reader}“ genommen.', 'Die Karte wurde herausgenommen.'],
    hint: sameCard,
  },
  'card.reset': {
    what: 'Ein anderes Programm hat die Karte in „{reader}“ zurückgesetzt.',
    hint: 'Schließen Sie andere Programme, die die Karte benutzen, und lesen Sie sie neu.',
  },
  'card.swapped': {
    what: [
      'Im Leser liegt Karte {found}, der Plan ist für {expected}.',
      'Die Karte im Leser nennt ihre ICCID nicht; der Plan ist für {expected}.',
    ],
    hint: 'Legen Sie die Karte des Plans ein, oder erstellen Sie einen Plan für diese.',
  },
  'card.terminated': {
    what: 'Diese Karte ist stillgelegt: Ihr Herausgeber hat ihr Leben beendet.',
    hint: 'Nehmen Sie eine andere Karte. Eine stillgelegte lässt sich nicht zurückholen.',
  },
  'channel.invalid': {
    what: 'Dieser logische Kanal ist nicht benutzbar.',
    hint: 'Arbeiten Sie auf dem Grundkanal.',
  },
  'channel.unsupported': {
    what: 'Die Karte hat keine logischen Kanäle.',
    hint: 'Arbeiten Sie auf dem Grundkanal.',
  },
  'command.class-unsupported': {
    what: '{command}: Die Karte kennt diese Befehlsklasse nicht.',
    hint: 'Prüfen Sie, ob die Karte eine UICC ist.',
  },
  'command.conditions': {
    what: '{command}: Die Karte lässt das in ihrem jetzigen Zustand nicht zu.',
    hint: 'Prüfen Sie den Zustand der Datei und der Anwendung.',
  },
  'command.data': {
    what: '{command}: Die Karte nimmt diese Daten nicht an.',
    hint: 'Prüfen Sie das Profil; die Karte nimmt nur andere Daten.',
  },
  'command.length': {
    what: '{command}: Die Länge passt nicht zur Datei.',
    hint: 'Lesen Sie die Karte noch einmal: Die Datei hat eine andere Größe als erwartet.',
  },
  'command.parameters': { what: '{command}: Die Karte kennt diese Form des Befehls nicht.', hint: cannot },
  'command.unsupported': { what: '{command}: Die Karte kennt diesen Befehl nicht.', hint: cannot },
  'counter.at-maximum': {
    what: 'Der Zähler steht am Anschlag.',
    hint: 'Setzen Sie den Zähler zuerst zurück.',
  },
  'data.corrupted': { what: '{command}: Die gelesenen Daten sind vielleicht beschädigt.', hint: readAgain },
  'data.length': { what: 'So viele Bytes passen nicht in einen Befehl.', hint: 'Teilen Sie die Daten auf.' },
  'fcp.invalid': {
    what: 'So lässt sich die Datei nicht beschreiben, die angelegt werden soll.',
    hint: 'Berichtigen Sie Größe oder Zugriffsregeln der Datei im Profil.',
  },
  'fcp.malformed': {
    what: 'Die Karte beschreibt eine Datei in einer Form, die nicht lesbar ist.',
    hint: readAgain,
  },
  'fcp.not-uicc': {
    what: 'Die Karte beschreibt ihre Dateien wie eine Bezahl- oder Ausweiskarte.',
    hint: 'Legen Sie eine UICC ein.',
  },
  'file.deactivated': { what: 'Die Datei ist deaktiviert.', hint: 'Ein Plan aktiviert sie wieder.' },
  'file.exists': { what: 'Die Datei ist schon auf der Karte.', hint: 'Lesen Sie die Karte noch einmal.' },
  'file.malformed': {
    what: 'Der Inhalt der Datei ist fehlerhaft.',
    hint: 'Lesen Sie die Datei noch einmal; bleibt es so, schreiben Sie einen richtigen Wert.',
  },
  'file.none-selected': { what: 'Es ist keine Datei gewählt.', hint: 'Lesen Sie die Karte noch einmal.' },
  'file.not-found': {
    what: ['{command}: Diese Datei gibt es auf der Karte nicht.', 'Diese Datei gibt es auf der Karte nicht.'],
    hint: 'Sehen Sie auf der Seite der Karte nach, welche Dateien sie hat.',
  },
  'file.short': { what: 'Die Datei ist kürzer, als die Karte sagt.', hint: readAgain },
  'file.terminated': {
    what: 'Die Datei ist stillgelegt und nicht mehr lesbar.',
    hint: 'Nehmen Sie eine andere Karte: Eine stillgelegte Datei lässt sich nicht zurückholen.',
  },
  'file.too-large': {
    what: 'Die Karte nennt eine Datei von {size} Bytes, mehr als Befehle erreichen.',
    hint: 'Machen Sie ohne diese Datei weiter.',
  },
  'file.wrong-structure': {
    what: [
      '{file} hat auf dieser Karte eine andere Struktur, als die Norm verlangt.',
      'Die Datei hat eine andere Struktur als erwartet.',
    ],
    hint: 'Nehmen Sie eine andere Karte: Die Struktur einer Datei lässt sich nicht ändern.',
  },
  'function.unsupported': { what: '{command}: Die Karte kann das nicht.', hint: cannot },
  'hex.malformed': {
    what: 'Das ist kein hexadezimaler Text.',
    hint: 'Nehmen Sie Paare aus 0-9 und A-F, zum Beispiel 3F00.',
  },
  'offset.invalid': { what: 'Diese Stelle der Datei ist nicht erreichbar.', hint: readAgain },
  'path.malformed': { what: 'Das ist kein Pfad einer Datei.', hint: 'Schreiben Sie zum Beispiel MF/2F00.' },
  'proactive.malformed': {
    what: 'Die Karte hat einen proaktiven Befehl gesandt, der nicht lesbar ist.',
    hint: 'Machen Sie weiter; eine Anwendung der Karte ist schuld.',
  },
  'record.invalid': { what: 'Das ist keine Nummer eines Satzes.', hint: 'Sätze zählen von 1 bis 254.' },
  'record.not-found': { what: '{command}: Diesen Satz gibt es in der Datei nicht.', hint: readAgain },
  'reference.not-found': {
    what: '{command}: Diese Referenz gibt es auf der Karte nicht.',
    hint: 'Prüfen Sie die Schlüsselreferenz; diese Karte hat keine davon.',
  },
  'secure-messaging.unsupported': { what: 'Die Karte kann kein Secure Messaging.', hint: cannot },
  'select.invalid': { what: 'So lässt sich keine Datei wählen.', hint: 'Prüfen Sie den Pfad.' },
  'service.unavailable': {
    what: 'Die Karte kündigt Dienst {service} nicht an.',
    hint: 'Beschreiben Sie die Karte damit, oder nutzen Sie den Dienst nicht.',
  },
  'sfi.invalid': { what: 'Das ist keine kurze Dateikennung (SFI).', hint: 'Eine SFI ist 1 bis 30.' },
  'tlv.malformed': { what: 'Datenobjekte der Karte sind fehlerhaft.', hint: readAgain },
  'tlv.tag': { what: 'Diese Zahl ist kein Tag.', hint: 'Nehmen Sie zum Beispiel 80 oder 7F50.' },
};
