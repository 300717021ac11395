/** German words for the messages of an exchange and for what the AKA bench finds. */
export const deGbaWords: Readonly<Record<string, string>> = {
  '200 with B-TID and lifetime': '200 mit B-TID und Gültigkeit',
  '401 with a challenge': '401 mit einer Anfrage',
  '9862: the MAC is wrong': '9862: Der MAC ist falsch',
  'AUTHENTICATE with RAND and AUTN': 'AUTHENTICATE mit RAND und AUTN',
  'AUTHENTICATE: key for the NAF': 'AUTHENTICATE: Schlüssel für die NAF',
  'AUTS was made with this key for this challenge.':
    'AUTS wurde mit diesem Schlüssel für diese Anfrage gebildet.',
  'AUTS was made with this key, but not as the standard says: with f5 instead of f5*, or with the AMF of the challenge.':
    'AUTS wurde mit diesem Schlüssel gebildet, aber nicht nach der Norm: mit f5 statt f5*, oder mit AMF der Anfrage.',
  'AUTS was not made with this key for this RAND.':
    'AUTS wurde nicht mit diesem Schlüssel für dieses RAND gebildet.',
  'AUTS: the number is not fresh': 'AUTS: Die Nummer ist nicht frisch',
  'An authentication centre will not accept it: tell the issuer of the card.':
    'Ein Authentifizierungszentrum nimmt das nicht an: Sagen Sie es dem Herausgeber der Karte.',
  Bootstrapped: 'Bootstrapping abgeschlossen',
  'Card and network agree on a sequence number': 'Karte und Netz einigen sich auf eine Sequenznummer',
  'Check that card and subscription belong together; give the key here to find out which side is wrong.':
    'Prüfen Sie, ob Karte und Abonnement zusammengehören; mit dem Schlüssel lässt sich feststellen, welche Seite falsch liegt.',
  'Check that it is the answer to this very challenge; then the card has another key than the one given here.':
    'Prüfen Sie, ob es die Antwort auf genau diese Anfrage ist; dann hat die Karte einen anderen Schlüssel als den hier angegebenen.',
  'Check the key you gave; card and network agree with each other.':
    'Prüfen Sie den angegebenen Schlüssel; Karte und Netz sind sich einig.',
  'Compare K, OPc and the algorithm with the authentication centre, and check that RAND and AUTN are copied completely.':
    'Vergleichen Sie K, OPc und den Algorithmus mit dem Authentifizierungszentrum, und prüfen Sie, ob RAND und AUTN vollständig übernommen sind.',
  'Compare K, OPc and the algorithm with the personalisation data of this card (ICCID); two cards may have been swapped.':
    'Vergleichen Sie K, OPc und den Algorithmus mit den Personalisierungsdaten dieser Karte (ICCID); vielleicht sind zwei Karten vertauscht.',
  'Correct it in the authentication centre or here: both sides have to mean the same.':
    'Berichtigen Sie es im Authentifizierungszentrum oder hier: Beide Seiten müssen dasselbe meinen.',
  'For the operator’s own use, all 0': 'Zur freien Verwendung des Betreibers, alle 0',
  'GET with AUTS': 'GET mit AUTS',
  'GET with HTTP Digest': 'GET mit HTTP Digest',
  'GET with the identity of the subscriber': 'GET mit der Kennung des Teilnehmers',
  'GET with the response': 'GET mit der Antwort der Karte',
  'Give it to the card in the GBA context; for GBA_ME the operator has to change the security settings of the subscriber.':
    'Geben Sie sie der Karte im GBA-Kontext; für GBA_ME muss der Betreiber die Einstellungen des Abonnements ändern.',
  'Give it to the card in the GBA context; or let the operator set the subscriber to GBA_ME.':
    'Geben Sie sie der Karte im GBA-Kontext, oder lassen Sie den Betreiber das Abonnement auf GBA_ME stellen.',
  'Give the AUTS of the card to compare the numbers of both sides.':
    'Geben Sie AUTS der Karte an, um die Nummern beider Seiten zu vergleichen.',
  'Give the key to have them checked; it is used once and not kept.':
    'Geben Sie den Schlüssel an, um beides zu prüfen; er wird einmal verwendet und nicht aufbewahrt.',
  'Let the authentication centre begin at 1, or resynchronise.':
    'Lassen Sie das Authentifizierungszentrum bei 1 beginnen, oder resynchronisieren Sie.',
  'Looking at the card': 'Die Karte wird angesehen',
  'Noting B-TID and lifetime in the card': 'B-TID und Gültigkeit werden auf der Karte vermerkt',
  'Reserved, all 0': 'Reserviert, alle 0',
  'SEQ is 0, which no card takes: a number has to be above the one accepted before.':
    'SEQ ist 0; das nimmt keine Karte: Jede Nummer muss über der zuvor angenommenen liegen.',
  'Send AUTS to the authentication centre; it continues above the number of the card. Was the subscriber copied to another one, or restored from a backup?':
    'Senden Sie AUTS dem Authentifizierungszentrum; es macht oberhalb der Nummer der Karte weiter. Wurde das Abonnement kopiert oder aus einer Sicherung zurückgeholt?',
  'Separation bit 0: not for EPS or 5G; as GBA, IMS and UMTS need it':
    'Trennbit 0: nicht für EPS oder 5G; so brauchen es GBA, IMS und UMTS',
  'Separation bit 1: for EPS and 5G only': 'Trennbit 1: nur für EPS und 5G',
  'Set the number of the subscriber in the authentication centre to that of the card by means of AUTS; look why it ran away.':
    'Setzen Sie die Nummer des Abonnements im Authentifizierungszentrum mit AUTS auf die der Karte, und klären Sie, warum sie davonlief.',
  'TLS handshake with the shared key': 'TLS-Handshake mit dem gemeinsamen Schlüssel',
  'The MAC does not fit: the challenge was not made with this key, or was changed on the way.':
    'Der MAC passt nicht: Die Anfrage wurde nicht mit diesem Schlüssel gebildet, oder unterwegs geändert.',
  'The MAC fits after the change for GBA_U: a card takes this challenge in the GBA context and refuses it in every other.':
    'Der MAC passt nach der Änderung für GBA_U: Eine Karte nimmt diese Anfrage im GBA-Kontext an und lehnt sie in jedem anderen ab.',
  'The MAC fits: the challenge was made with this key.':
    'Der MAC passt: Die Anfrage wurde mit diesem Schlüssel gebildet.',
  'The NAF has the same key': 'Die NAF hat denselben Schlüssel',
  'The card checks the challenge': 'Die Karte prüft die Anfrage',
  'The card divides SQN otherwise (IND of another length), allows smaller steps, or AUTS belongs to another moment. Ask its issuer for the profile of annex C.3.':
    'Die Karte teilt SQN anders ein (IND anderer Länge), erlaubt nur kleinere Schritte, oder AUTS gehört zu einem anderen Zeitpunkt. Fragen Sie ihren Herausgeber nach dem Profil von Anhang C.3.',
  'The card gives the key for the NAF': 'Die Karte gibt den Schlüssel für die NAF',
  'The card has authenticated the network': 'Die Karte hat das Netz erkannt und geantwortet',
  'The card says that the MAC is wrong: the challenge is not from the network of this subscriber, or is meant for another context.':
    'Die Karte sagt, der MAC sei falsch: Die Anfrage kommt nicht vom Netz dieses Teilnehmers, oder sie ist für einen anderen Kontext gedacht.',
  'The card takes the challenge although the MAC does not fit the key given here: the key given is not that of the card.':
    'Die Karte nimmt die Anfrage an, obwohl der MAC nicht zum hier angegebenen Schlüssel passt: Es ist nicht der Schlüssel der Karte.',
  'The card works with another key than the one given here: what one of them finds right the other finds wrong.':
    'Die Karte arbeitet mit einem anderen Schlüssel als dem hier angegebenen: Was für den einen richtig ist, ist für den anderen falsch.',
  'The network has marked the challenge for GBA_U, so the card refuses it in the 3G context.':
    'Das Netz hat die Anfrage für GBA_U gekennzeichnet; im 3G-Kontext lehnt die Karte sie deshalb ab.',
  'The network has not marked the challenge for GBA_U, so the card refuses it in the GBA context.':
    'Das Netz hat die Anfrage nicht für GBA_U gekennzeichnet; im GBA-Kontext lehnt die Karte sie deshalb ab.',
  'The server does not know this TMPI': 'Der Server kennt diese TMPI nicht',
  'UPDATE BINARY of EF_GBABP': 'UPDATE BINARY von EF_GBABP',
  'Use GBA_ME; or let the operator set the subscriber to GBA_U.':
    'Nehmen Sie GBA_ME, oder lassen Sie den Betreiber das Abonnement auf GBA_U stellen.',
  'Without the key of the subscriber the MAC cannot be checked and SQN stays concealed.':
    'Ohne den Schlüssel des Abonnements lässt sich der MAC nicht prüfen, und SQN bleibt verdeckt.',
};

/** Sentences with numbers and names in them. */
export const deGbaPatterns: readonly (readonly [RegExp, string])[] = [
  [
    /^The MAC fits when the value given as (\w+) is taken as (\w+)\.$/,
    'Der MAC passt, wenn der als $1 angegebene Wert als $2 genommen wird.',
  ],
  [
    /^The challenge has SEQ (\d+), above SEQ (\d+) of the card, and still the card refused\.$/,
    'Die Anfrage hat SEQ $1, mehr als SEQ $2 der Karte, und doch hat die Karte abgelehnt.',
  ],
  [
    /^The challenge has SEQ (\d+) and IND (\d+)\. Whether that is fresh only the card knows\.$/,
    'Die Anfrage hat SEQ $1 und IND $2. Ob das frisch ist, weiß nur die Karte.',
  ],
  [
    /^The number is too far ahead: the challenge has SEQ (\d+), the card SEQ (\d+), and it takes at most (\d+) more\.$/,
    'Die Nummer ist zu weit voraus: Die Anfrage hat SEQ $1, die Karte SEQ $2, und sie nimmt höchstens $3 mehr.',
  ],
  [
    /^The number is too old: the challenge has SEQ (\d+), the card has accepted SEQ (\d+) already\.$/,
    'Die Nummer ist zu alt: Die Anfrage hat SEQ $1, die Karte hat schon SEQ $2 angenommen.',
  ],
  [
    /^The card has accepted SEQ (\d+) \(IND (\d+)\) so far\. Nothing was used up: SEQ 0 is taken by no card\.$/,
    'Die Karte hat bisher SEQ $1 (IND $2) angenommen. Nichts wurde verbraucht: SEQ 0 nimmt keine Karte.',
  ],
  [/^Reserved, but not 0 \(([01]+)\)$/, 'Reserviert, aber nicht 0 ($1)'],
  [/^For the operator’s own use \(([01]+)\)$/, 'Zur freien Verwendung des Betreibers ($1)'],
  [/^Asking (\S+) for a challenge$/, '$1 wird um eine Anfrage gebeten'],
  [/^Answering (\S+)$/, '$1 wird geantwortet'],
  [/^Deriving the key for (\S+)$/, 'Der Schlüssel für $1 wird abgeleitet'],
  [/^(\d+) bytes, not shown$/, '$1 Bytes, nicht gezeigt'],
  [/^computed with RES, not shown$/, 'mit RES berechnet, nicht gezeigt'],
];
