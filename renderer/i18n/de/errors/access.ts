import type { ErrorCatalogue } from './words.ts';

const askIssuer =
  'Fragen Sie den Herausgeber der Karte, ob sie sich entsperren lässt; sonst nehmen Sie eine andere Karte.';
const compare =
  'Vergleichen Sie den Schlüssel mit den Lieferpapieren dieser Karte, bevor Sie ihn noch einmal vorlegen.';

/** Keys, PINs and access conditions. */
export const accessErrors: ErrorCatalogue = {
  'access.denied': {
    what: [
      '{command}: Die Karte verlangt dafür eine PIN oder einen Schlüssel.',
      'Dafür wird verlangt: {keys}.',
    ],
    hint: 'Sehen Sie bei der Datei nach, welcher Schlüssel verlangt wird.',
  },
  'access.malformed': {
    what: 'Die Zugriffsregeln einer Datei sind nicht lesbar.',
    hint: 'Nehmen Sie die Zugriffsbedingungen dieser Datei als unbekannt.',
  },
  'access.never': {
    what: 'Diese Karte erlaubt es nie, {file} so zu ändern ({operation}).',
    hint: 'Nehmen Sie eine andere Karte, oder fragen Sie ihren Herausgeber.',
  },
  'access.not-expressible': {
    what: 'Diese Zugriffsregel lässt sich auf der Karte nicht ausdrücken.',
    hint: 'Berichtigen Sie die Zugriffsbedingungen im Profil.',
  },
  'access.route': {
    what: 'Um {file} zu ändern ({operation}), verlangt diese Karte mehr als PIN oder ADM: einen gesicherten Kanal oder einen Schlüssel ihres Herausgebers.',
    hint: 'Fragen Sie den Herausgeber der Karte nach Fernverwaltung.',
  },
  'access.secure-channel': {
    what: '{command}: Die Karte verlangt dafür einen gesicherten Kanal.',
    hint: 'Nehmen Sie den gesicherten Kanal des Herausgebers.',
  },
  'authentication.failed': {
    what: 'Die Karte hat die Authentisierung abgelehnt.',
    hint: 'Prüfen Sie die Schlüssel des Abonnements und die Sequenznummer.',
  },
  'key.absent': {
    what: 'Die Karte hat kein {key}.',
    hint: 'Sehen Sie die Zugriffsbedingungen der Datei auf der Seite der Karte an.',
  },
  'key.missing': {
    what: ['Ein verlangter Schlüssel wurde nicht angegeben: {keys}.'],
    hint: 'Geben Sie den Schlüssel ein, oder bewahren Sie ihn für diese Karte im Tresor auf.',
  },
  'key.twice': {
    what: '{key} wurde zweimal angegeben.',
    hint: 'Geben Sie jeden Schlüssel einmal an, unter einem Namen.',
  },
  'key.unknown': {
    what: 'So heißt keine PIN und kein Schlüssel.',
    hint: 'Schreiben Sie PIN1, PIN2, ADM1 bis ADM10 oder die Schlüsselreferenz als zwei Hexadezimalziffern.',
  },
  'pin.blocked': {
    what: [
      '{key} ist gesperrt; {files} lässt sich ohne ihn nicht ändern.',
      '{key} ist gesperrt.',
      'Der Schlüssel ist gesperrt.',
    ],
    hint: askIssuer,
  },
  'pin.last-try': {
    what: 'Für {key} ist nur noch ein Versuch übrig.',
    hint: 'Erlauben Sie den letzten Versuch nur, wenn Sie des Schlüssels sicher sind: ein falscher sperrt ihn für immer.',
  },
  'pin.malformed': {
    what: 'So lässt sich die PIN oder der Schlüssel nicht vorlegen.',
    hint: 'Geben Sie 4 bis 8 Ziffern oder 16 Hexadezimalziffern ein.',
  },
  'pin.tries-unknown': {
    what: 'Die Karte sagt nicht, wie viele Versuche für {key} übrig sind.',
    hint: 'Erlauben Sie den letzten Versuch nur, wenn Sie des Schlüssels sicher sind: ein falscher sperrt ihn vielleicht für immer.',
  },
  'pin.unusable': {
    what: '{command}: Dieser Schlüssel ist ausgeschaltet oder nicht eingerichtet.',
    hint: 'Nehmen Sie einen anderen Schlüssel.',
  },
  'pin.wrong': {
    what: [
      '{key} wurde abgelehnt; übrige Versuche: {triesLeft}.',
      'Der Wert wurde abgelehnt; übrige Versuche: {triesLeft}.',
    ],
    hint: compare,
  },
};
