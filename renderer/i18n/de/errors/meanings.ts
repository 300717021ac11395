import { deOtaWords } from '../ota-words.ts';

/** German words for what an error means for the card, by the engine's sentence: one code can mean different things. */
const deMeanings: Readonly<Record<string, string>> = {
  'Either the old or the new key set is in force, whole.':
    'Entweder der alte oder der neue Schlüsselsatz gilt, und zwar ganz.',
  'Nothing was authenticated; no try was used.':
    'Es wurde nichts authentisiert; kein Versuch ist verbraucht.',
  'Nothing was changed; no try was used.': 'Es wurde nichts geändert; kein Versuch ist verbraucht.',
  'Nothing was loaded.': 'Es wurde nichts geladen.',
  'The card is as it was.': 'Die Karte ist, wie sie war.',
  'The package is on the card; no application was made of it.':
    'Das Paket ist auf der Karte; eine Anwendung wurde nicht daraus gemacht.',
  'A part of the data may be stored.': 'Ein Teil der Daten kann gespeichert sein.',
  'Nothing was done a second time.': 'Nichts wurde ein zweites Mal getan.',
  'The card has its keys as they were; nothing was put.':
    'Die Karte hat ihre Schlüssel wie vorher; es wurden keine übertragen.',
  'Nothing was sent; the card has its old keys.':
    'Es wurde nichts gesandt; die Karte hat ihre alten Schlüssel.',
  'One try of this key set is used.': 'Ein Versuch dieses Schlüsselsatzes ist verbraucht.',
  'The card answered that all went well; it could not be read back.':
    'Die Karte hat den Erfolg gemeldet; zurücklesen ließ es sich nicht.',
  'The card has the old or the new keys, whole; the station holds both.':
    'Die Karte hat die alten oder die neuen Schlüssel, und zwar ganz; die Station hat beide.',
  'The command was executed; only its answer is not whole.':
    'Der Befehl wurde ausgeführt; nur seine Antwort ist nicht ganz.',
  'The command was not executed. Many cards end the channel when the application of the files is selected.':
    'Das Kommando wurde nicht ausgeführt. Viele Karten beenden den Kanal, sobald die Anwendung der Dateien gewählt wird.',
  'The command was not sent.': 'Der Befehl wurde nicht gesandt.',
  'The secure channel cannot be opened with these keys any more.':
    'Mit diesen Schlüsseln lässt sich der sichere Kanal nicht mehr öffnen.',
  'The secure channel is closed; whether the command was executed is unknown until the card is read again.':
    'Der sichere Kanal ist geschlossen; ob der Befehl ausgeführt wurde, ist unbekannt, bis die Karte neu gelesen wird.',
  'Which keys the card has is not sure.': 'Welche Schlüssel die Karte hat, ist nicht sicher.',
  'Which keys the card has is not sure; the station holds both sets.':
    'Welche Schlüssel die Karte hat, ist nicht sicher; die Station hat beide Sätze.',
  'The package was not loaded; the card has dropped what came of it.':
    'Das Paket wurde nicht geladen; die Karte hat verworfen, was davon kam.',
  'A write that was running goes on in the engine and leaves its receipt there.':
    'Ein laufendes Schreiben geht im Kern weiter und hinterlässt dort seinen Beleg.',
  'It is not known whether the card executed the last command. It has to be read again.':
    'Es ist nicht bekannt, ob die Karte den letzten Befehl ausgeführt hat. Sie muss neu gelesen werden.',
  'No card was touched.': 'Keine Karte wurde berührt.',
  'No challenge was made.': 'Es entstand keine Aufforderung.',
  'No key was stored in plain text.': 'Kein Schlüssel wurde unverschlüsselt gespeichert.',
  'No reader can be used until it runs; Cardwright notices by itself when it does.':
    'Bis dahin ist kein Leser benutzbar; Cardwright bemerkt von selbst, wenn er läuft.',
  'No reader can be used until then; simulated readers can.':
    'Bis dahin ist kein Leser benutzbar; simulierte schon.',
  'Nothing more was sent to the card.': 'Mehr wurde der Karte nicht gesandt.',
  'Nothing was bootstrapped.': 'Es gab kein Bootstrapping.',
  'Nothing was bootstrapped; the card has used up a sequence number.':
    'Es gab kein Bootstrapping; die Karte hat eine Sequenznummer verbraucht.',
  'Nothing of this card was taken.': 'Von dieser Karte wurde nichts übernommen.',
  'Nothing was changed.': 'Es wurde nichts geändert.',
  'Nothing was deleted and no card was touched.': 'Nichts wurde gelöscht und keine Karte berührt.',
  'Nothing was done.': 'Es wurde nichts getan.',
  'Nothing was sent to the card.': 'Der Karte wurde nichts gesandt.',
  'Nothing was sent to the card; no try is used.':
    'Der Karte wurde nichts gesandt; kein Versuch ist verbraucht.',
  'Nothing was taken.': 'Es wurde nichts übernommen.',
  'Nothing was written; the card is as it was.': 'Es wurde nichts geschrieben; die Karte ist, wie sie war.',
  'Nothing was written to this card.': 'Auf diese Karte wurde nichts geschrieben.',
  'Nothing was written, and nothing can be.':
    'Es wurde nichts geschrieben, und es lässt sich nichts schreiben.',
  'Nothing was written.': 'Es wurde nichts geschrieben.',
  'Nothing was written. A device would not find the directory.':
    'Es wurde nichts geschrieben. Ein Gerät fände das Verzeichnis nicht.',
  'One try of this PIN or key is used.': 'Ein Versuch dieser PIN oder dieses Schlüssels ist verbraucht.',
  'One try of this key is used. The step was not begun.':
    'Ein Versuch dieses Schlüssels ist verbraucht. Der Schritt wurde nicht begonnen.',
  'Stored keys stay closed; cards are not affected.':
    'Gespeicherte Schlüssel bleiben verschlossen; Karten sind nicht betroffen.',
  'The PIN or key can no longer be presented.': 'Die PIN oder der Schlüssel lässt sich nicht mehr vorlegen.',
  'The lab still waits for the answer.': 'Das Labor wartet weiter auf die Antwort.',
  'The network of the lab is as it was.': 'Das Labornetz ist, wie es war.',
  'The stored one is kept.': 'Der aufbewahrte bleibt erhalten.',
  'The card is not affected.': 'Die Karte ist nicht betroffen.',
  'The card is not touched by this screen; the engine goes on by itself.':
    'Dieser Bildschirm berührt die Karte nicht; der Kern macht von selbst weiter.',
  'The card is unharmed.': 'Die Karte ist unversehrt.',
  'The card is unharmed; a device that reads this file will not understand it.':
    'Die Karte ist unversehrt; ein Gerät, das diese Datei liest, versteht sie aber nicht.',
  'The card is unharmed; no try was used.': 'Die Karte ist unversehrt; kein Versuch wurde verbraucht.',
  'The card is unharmed; nothing was written.': 'Die Karte ist unversehrt; es wurde nichts geschrieben.',
  'The card is written but not as it should be.':
    'Die Karte ist beschrieben, aber nicht so, wie sie sein soll.',
  'The card was not touched.': 'Die Karte wurde nicht berührt.',
  'The card was only read; nothing on it changed.': 'Die Karte wurde nur gelesen; nichts auf ihr ist anders.',
  'The counter was increased.': 'Der Zähler wurde erhöht.',
  'The file was not changed.': 'Die Datei wurde nicht geändert.',
  'The key was not presented; no try was used, and nothing was written.':
    'Der Schlüssel wurde nicht vorgelegt; kein Versuch ist verbraucht, und nichts wurde geschrieben.',
  'The last step may or may not be on the card: it is unknown until the card is read.':
    'Ob der letzte Schritt auf der Karte ist, ist ungewiss, bis sie gelesen wird.',
  'The last try of this key is used. The step was not begun.':
    'Der letzte Versuch dieses Schlüssels ist verbraucht. Der Schritt wurde nicht begonnen.',
  'The software card is not usable; nothing was changed.':
    'Die simulierte Karte ist nicht benutzbar; nichts wurde geändert.',
  'The state of the card is unknown until it is read again.':
    'Der Zustand der Karte ist unbekannt, bis sie neu gelesen wird.',
  'The step was not sent to the card.': 'Der Schritt wurde der Karte nicht gesandt.',
  'The stored keys are kept.': 'Die gespeicherten Schlüssel bleiben erhalten.',
  'This step was not begun. The steps before it are done.':
    'Dieser Schritt wurde nicht begonnen. Die Schritte davor sind getan.',
  'This step was not begun; no try was used.':
    'Dieser Schritt wurde nicht begonnen; kein Versuch ist verbraucht.',
  'What the file holds is unknown; read it again.':
    'Was die Datei enthält, ist unbekannt; lesen Sie sie neu.',
  'Whether the card has executed the last command is not known until it is read again.':
    'Ob die Karte den letzten Befehl ausgeführt hat, ist unbekannt, bis sie neu gelesen wird.',
  'Whether the command was executed is unknown.': 'Ob der Befehl ausgeführt wurde, ist unbekannt.',
  'Whether the command was executed is unknown; read the card again.':
    'Ob der Befehl ausgeführt wurde, ist unbekannt; lesen Sie die Karte neu.',
  'Whether the last step reached the card is unknown until the card is read again. The steps before it are done.':
    'Ob der letzte Schritt die Karte erreicht hat, ist unbekannt, bis sie neu gelesen wird. Die Schritte davor sind getan.',
  'Its answer is not to be trusted and was not used.':
    'Seiner Antwort ist nicht zu trauen; sie wurde nicht verwendet.',
  'No answer was sent.': 'Es wurde keine Antwort gesandt.',
  'No key was derived; the card is unharmed.':
    'Es wurde kein Schlüssel abgeleitet; die Karte ist unversehrt.',
  'Nothing was changed; the completion can be used again.':
    'Es wurde nichts geändert; der Abschluss lässt sich noch verwenden.',
  'Nothing was handed over.': 'Es wurde nichts übergeben.',
  'Nothing was sent on.': 'Es wurde nichts weitergesandt.',
  'Nothing was sent to the network.': 'Dem Netz wurde nichts gesandt.',
  'Nothing was sent to the network; no try was used.':
    'Dem Netz wurde nichts gesandt; kein Versuch ist verbraucht.',
  'Nothing was sent to the network; the card is as it was.':
    'Dem Netz wurde nichts gesandt; die Karte ist, wie sie war.',
  'Nothing was sent to the server.': 'Dem Server wurde nichts gesandt.',
  'Nothing was written, and the card was not asked.':
    'Es wurde nichts geschrieben, und die Karte wurde nicht gefragt.',
  'The file is removed; what was to be in it is lost. A card that has answered is unharmed.':
    'Die Datei ist entfernt; was darin stehen sollte, ist verloren. Eine Karte, die geantwortet hat, ist unversehrt.',
  'The NAF was not asked.': 'Die NAF wurde nicht gefragt.',
  'The bootstrapping was not completed; it can be begun again.':
    'Das Bootstrapping ist nicht abgeschlossen; es lässt sich neu beginnen.',
  'The card has a new Ks that nobody else has; bootstrap again.':
    'Die Karte hat einen neuen Ks, den sonst niemand hat; beginnen Sie das Bootstrapping neu.',
  'The card has its new Ks, but not the name it goes by: bootstrap again.':
    'Die Karte hat ihren neuen Ks, aber nicht seinen Namen; beginnen Sie das Bootstrapping neu.',
  'The card has used up a sequence number; with GBA_U its former bootstrapping is gone.':
    'Die Karte hat eine Sequenznummer verbraucht; mit GBA_U ist ihr früheres Bootstrapping fort.',
  'The card is unharmed; it can be begun again.': 'Die Karte ist unversehrt; es lässt sich neu beginnen.',
  'The card is unharmed; it may have counted the challenge as used.':
    'Die Karte ist unversehrt; sie hat die Anfrage vielleicht als verbraucht gezählt.',
  'The card is unharmed; its bootstrapping may have been replaced.':
    'Die Karte ist unversehrt; ihr Bootstrapping ist vielleicht ersetzt.',
  'The card is unharmed; no sequence number was used.':
    'Die Karte ist unversehrt; keine Sequenznummer ist verbraucht.',
  'The card is unharmed; nothing was sent to the network.':
    'Die Karte ist unversehrt; dem Netz wurde nichts gesandt.',
  'The card is unharmed; the key is of no use with this NAF.':
    'Die Karte ist unversehrt; mit dieser NAF nützt der Schlüssel nichts.',
  'The card keeps the later bootstrapping; nothing was written.':
    'Die Karte behält das spätere Bootstrapping; es wurde nichts geschrieben.',
  'The card was not asked to authenticate.': 'Die Karte wurde nicht zur Authentisierung aufgefordert.',
  'The card was not asked.': 'Die Karte wurde nicht gefragt.',
  'The card was not asked; no sequence number was used.':
    'Die Karte wurde nicht gefragt; keine Sequenznummer ist verbraucht.',
  'The key was not shown to anybody; the credential is kept.':
    'Der Schlüssel wurde niemandem gezeigt; er bleibt aufbewahrt.',
  'The key was not used.': 'Der Schlüssel wurde nicht verwendet.',
  'The NAF was not asked to the end; the key is kept.':
    'Die NAF wurde nicht zu Ende gefragt; der Schlüssel bleibt aufbewahrt.',
  'The card may hold a key that the terminal does not have; do not use it.':
    'Die Karte hat vielleicht einen Schlüssel, den das Gerät nicht hat; verwenden Sie ihn nicht.',
};

/** How far a write came before it stopped. */
const stopped =
  /^(\d+) steps? (?:is|are) done of (\d+), each completely; the rest was not begun\. Services are announced last, so the card promises nothing it lacks\.$/;

/** What an error means for the card, in German where the sentence is known. */
export function deMeaning(meaning: string): string {
  const [, done, total] = stopped.exec(meaning) ?? [];
  if (done !== undefined && total !== undefined)
    return `${done} von ${total} Schritten sind getan, jeder ganz; der Rest wurde nicht begonnen. Dienste werden zuletzt angekündigt: Die Karte verspricht nichts, was sie nicht hat.`;
  return deMeanings[meaning] ?? deOtaWords[meaning] ?? meaning;
}
