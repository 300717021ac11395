import type { ErrorCatalogue } from './words.ts';

const otherRoute = 'Wählen Sie einen anderen Weg.';

/** Ways of a plan to its card. */
export const routeErrors: ErrorCatalogue = {
  'route.no-download': {
    what: 'Die Karte kündigt keinen Datenempfang über Kurznachrichten an.',
    hint: 'Nehmen Sie einen anderen Weg: Eine Karte ohne Dienst 28 in EF_UST muss keine Pakete annehmen.',
  },
  'route.command-too-long': {
    what: '{file} braucht ein Kommando mit {length} Bytes Daten, der Kanal fasst {most}.',
    hint: 'Nehmen Sie einen anderen Weg oder eine Datei mit kürzeren Sätzen.',
  },
  'plan.route-changed': {
    what: 'Für diesen Plan wurde gerade ein anderer Weg gewählt.',
    hint: 'Sehen Sie sich den Plan noch einmal an, und wenden Sie ihn dann an.',
  },
  'route.unknown': {
    what: 'Diesen Weg hat der Plan nicht.',
    hint: 'Sehen Sie nach, welche Wege er hat; importieren Sie erst den Schlüsselsatz und erstellen Sie den Plan neu.',
  },
  'route.unusable': { what: 'Dieser Weg ist für diese Karte versperrt.', hint: otherRoute },
  'route.several': {
    what: 'Mehrere Schlüsselsätze taugen für diesen Weg: {keySets}.',
    hint: 'Nennen Sie den Schlüsselsatz.',
  },
};
