import type { ErrorCatalogue } from './words.ts';

const newPlan = 'Erstellen Sie einen neuen Plan für diese Karte.';
const correctProfile = 'Berichtigen Sie den Text; die mitgelieferten Profile zeigen jeden Schlüssel.';

/** Profiles, values and plans. */
export const planErrors: ErrorCatalogue = {
  'csv.empty': {
    what: 'Die CSV ist leer.',
    hint: 'Die erste Zeile nennt die Variablen des Profils; jede weitere ist eine Karte.',
  },
  'csv.encoding': {
    what: 'Die CSV ist in UTF-16, nicht in UTF-8.',
    hint: 'Speichern Sie sie noch einmal als „CSV UTF-8“.',
  },
  'csv.malformed': {
    what: ['Die CSV ist bei Zeile {line} nicht lesbar.', 'Die CSV ist nicht lesbar.'],
    hint: 'Prüfen Sie die Anführungszeichen: Eine Zelle in Anführungszeichen wird geschlossen, solche darin werden verdoppelt.',
  },
  'csv.too-long': { what: 'Die CSV hat zu viele Zeilen.', hint: 'Teilen Sie sie in kleinere Dateien.' },
  'iccid.malformed': { what: 'Das ist keine ICCID.', hint: 'Eine ICCID hat 18 bis 20 Ziffern.' },
  'plan.announce-impossible': {
    what: 'EF_DIR kann das neue DF_1M2M nicht ankündigen.',
    hint: 'Nehmen Sie eine Karte, deren EF_DIR Platz dafür hat, oder eine, die das Verzeichnis schon hat.',
  },
  'plan.blocked': { what: 'Der Plan lässt sich nicht ausführen.', hint: newPlan },
  'plan.file-missing': {
    what: 'Die Karte hat kein {file}, und das Profil legt keine Dateien an.',
    hint: 'Nehmen Sie ein Profil, das die Dateien anlegt, oder eine andere Karte.',
  },
  'plan.file-unusable': {
    what: '{file} lässt sich nicht beschreiben.',
    hint: 'Sehen Sie die Seite der Karte an; nehmen Sie eine andere, wenn es so bleibt.',
  },
  'plan.no-iccid': {
    what: 'Die Karte nennt ihre ICCID nicht, sie wäre nicht wiederzuerkennen.',
    hint: 'Nehmen Sie eine andere Karte: Eine Karte, die sich nicht ausweist, wird nicht beschrieben.',
  },
  'plan.not-ready': {
    what: 'Dieser Plan lässt sich nicht ausführen: Er ist schon benutzt oder wird gerade benutzt.',
    hint: newPlan,
  },
  'plan.other-card': {
    what: 'Dieser Plan ist für Karte {iccid}, nicht für die genannte.',
    hint: 'Wählen Sie den Plan dieser Karte, oder erstellen Sie einen neuen.',
  },
  'plan.service-empty': {
    what: [
      'Das Profil kündigt Dienst {service} an, {file} hätte aber keinen Wert.',
      'Das Profil kündigt einen Dienst an, dessen Datei keinen Wert hätte.',
    ],
    hint: 'Geben Sie der Datei einen Wert, oder nehmen Sie den Dienst im Profil aus EF_1M2MST.',
  },
  'plan.unknown': { what: 'Diesen Plan kennt diese Station nicht.', hint: newPlan },
  'plan.unread': {
    what: 'Ein Verzeichnis wurde nicht gelesen, darum lässt sich darin nichts anlegen.',
    hint: 'Lesen Sie die Karte noch einmal.',
  },
  'plan.unreadable': { what: 'Der gespeicherte Plan ist nicht der, der gezeigt wurde.', hint: newPlan },
  'profile.malformed': {
    what: ['Das Profil ist bei Zeile {line} nicht wohlgeformt.', 'Das Profil ist nicht wohlgeformt.'],
    hint: correctProfile,
  },
  'profile.shipped': {
    what: 'Dieses Profil gehört zu Cardwright und bleibt, wie es ist.',
    hint: 'Sichern Sie Ihres unter einem anderen Namen oder einer anderen Version.',
  },
  'profile.too-long': {
    what: 'Das Profil ist zu lang ({length} Zeichen).',
    hint: 'Prüfen Sie, ob es die richtige Datei ist: Ein Profil ist eine Seite Text.',
  },
  'profile.unknown': {
    what: 'Dieses Profil hat die Station nicht.',
    hint: 'Wählen Sie eines aus der Liste.',
  },
  'profile.version': {
    what: 'Das Profil ist für Version {version} des Formats geschrieben.',
    hint: 'Dieses Cardwright liest profile/{supported}. Nehmen Sie das Cardwright, für das es gemacht ist, oder stellen Sie es um.',
  },
  'profile.version-taken': {
    what: 'Das Profil {name}@{version} gibt es schon, mit anderem Inhalt.',
    hint: 'Geben Sie dem geänderten Profil eine höhere Version.',
  },
  'target.absent': {
    what: 'Die Karte hat kein Verzeichnis, das zu diesem Profil passt.',
    hint: 'Nehmen Sie ein Profil, das das Verzeichnis anlegt, oder eine andere Karte.',
  },
  'target.ambiguous': {
    what: 'Die Karte hat mehrere Verzeichnisse, die zu diesem Profil passen: {candidates}.',
    hint: 'Wählen Sie beim Profil, welches gemeint ist.',
  },
  'target.unsuitable': {
    what: 'Das gewählte Verzeichnis passt nicht zu diesem Profil.',
    hint: 'Wählen Sie ein oneM2M-Verzeichnis der Art, für die das Profil gemacht ist.',
  },
  'value.invalid': {
    what: ['Der Wert von {variable} ist nicht gültig.', 'Ein Wert ist nicht gültig.'],
    hint: 'Berichtigen Sie den Wert.',
  },
  'value.malformed': {
    what: ['Der Wert für {file} lässt sich nicht schreiben.', 'Der Wert lässt sich nicht codieren.'],
    hint: 'Berichtigen Sie den Wert.',
  },
  'value.too-long': {
    what: [
      'Der Wert für {file}, Satz {record}, ist zu lang: Er braucht {needed} Bytes, da sind {available}.',
      'Der Wert für {file} ist zu lang: Er braucht {needed} Bytes, da sind {available}.',
      'Der Wert ist zu lang: Er braucht {needed} Bytes, da sind {available}.',
    ],
    hint: 'Nehmen Sie einen kürzeren Wert, oder eine Karte mit größerer Datei.',
  },
  'value.too-many': {
    what: '{file} hat {records} Sätze und soll {values} Werte aufnehmen.',
    hint: 'Lassen Sie Werte weg, oder nehmen Sie eine Karte mit mehr Sätzen.',
  },
};
