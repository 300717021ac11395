import type { ErrorCatalogue } from './words.ts';

const compareKey =
  'Vergleichen Sie K, OPc und den Algorithmus mit dem Authentifizierungszentrum und mit den Daten dieser Karte.';
const askOperator = 'Fragen Sie den Betreiber.';
const checkAddress = 'Prüfen Sie Adresse, Netz und Proxy.';
const again = 'Starten Sie das Bootstrapping noch einmal.';
const givePin = 'Geben Sie PIN1 der Karte an und versuchen Sie es noch einmal.';
const report = 'Melden Sie es mit den Angaben unter „Einzelheiten“.';

/** Authentication and key agreement: what is wrong with a challenge, a key or a card. */
const akaErrors: ErrorCatalogue = {
  'aka.answer': {
    what: 'Die Karte antwortet auf die Anfrage des Netzes anders, als die Norm es vorsieht.',
    hint: 'Prüfen Sie, ob es eine USIM oder ISIM ist; nehmen Sie eine andere Karte desselben Betreibers.',
  },
  'aka.challenge-missing': {
    what: 'Es fehlt die Anfrage (RAND und AUTN) für die Karte.',
    hint: 'Geben Sie RAND und AUTN an, oder den Schlüssel des Abonnements, damit eine erzeugt wird.',
  },
  'aka.conditions': {
    what: ['Die Karte hat im Kontext {context} nichts, womit sie sich authentisieren könnte.'],
    hint: 'Führen Sie zuerst das Bootstrapping aus; bleibt es so, hat die Anwendung keinen Schlüssel.',
  },
  'aka.context-unsupported': {
    what: ['Die Karte unterstützt keine Authentisierung im Kontext {context}.'],
    hint: 'Sehen Sie in der Diensttabelle der Anwendung nach; nehmen Sie einen anderen Kontext, für GBA also GBA_ME.',
  },
  'aka.length': {
    what: 'Ein Wert der Authentisierung hat die falsche Länge ({length} Bytes).',
    hint: 'RAND und AUTN haben 16 Bytes, SQN 6, AMF 2, K 16 (bei TUAK auch 32).',
  },
  'aka.mac-failure': {
    what: 'Die Karte nimmt den Nachweis des Netzes nicht an: Der MAC ist falsch.',
    hint: 'Prüfen Sie, ob Karte und Abonnement zusammengehören und ob der Betreiber für dieses Abonnement GBA_U oder GBA_ME eingestellt hat.',
  },
  'aka.mac-s': { what: 'AUTS der Karte lässt sich mit diesem Schlüssel nicht prüfen.', hint: compareKey },
  'aka.no-application': {
    what: 'Die Karte hat keine passende USIM oder ISIM.',
    hint: 'Legen Sie eine Karte mit Abonnement ein, oder wählen Sie ihre andere Anwendung.',
  },
  'aka.no-iccid': {
    what: 'Die Karte nennt ihre ICCID nicht; für sie lässt sich nichts aufbewahren.',
    hint: 'Nehmen Sie eine Karte, deren EF_ICCID lesbar ist.',
  },
  'aka.operator-variant': {
    what: 'Außer K wird {variant} oder {derived} gebraucht, nicht beide.',
    hint: 'In Karten steht {derived}; geben Sie {variant} nur an, wenn Sie nichts anderes haben.',
  },
  'aka.other-card': {
    what: [
      'Im Leser ist die Karte {found}, gemeint ist eine andere.',
      'Im Leser ist nicht die Karte, die gemeint ist.',
    ],
    hint: 'Legen Sie die gemeinte Karte ein, oder nennen Sie diese.',
  },
  'aka.pin-needed': {
    what: [
      'Die Karte authentisiert sich erst nach ihrer PIN; {triesLeft} Versuche sind übrig.',
      'Die Karte authentisiert sich erst nach ihrer PIN.',
    ],
    hint: givePin,
  },
  'aka.res-length': { what: 'RES kann nicht so lang sein.', hint: 'Wählen Sie 4 bis 16 Bytes.' },
  'aka.sqn-array': { what: 'Die Liste der Sequenznummern ist nicht vollständig.', hint: report },
  'aka.sqn-range': {
    what: 'Die Sequenznummer liegt außerhalb ihres Bereichs.',
    hint: 'SEQ hat 43 Bit, IND 5. Ist SEQ verbraucht, muss das Abonnement ersetzt werden.',
  },
  'aka.tuak-iterations': {
    what: 'So oft kann Keccak nicht durchlaufen werden.',
    hint: 'Geben Sie 1 oder mehr an; üblich sind 1 und 2.',
  },
};

/** The servers: who refused, and why. */
const serverErrors: ErrorCatalogue = {
  'digest.aka-nonce': {
    what: 'Die Anfrage des Servers enthält kein RAND und AUTN.',
    hint: 'Prüfen Sie, ob die Adresse die des Bootstrapping-Servers dieses Betreibers ist.',
  },
  'digest.header': {
    what: 'Der Authentisierungskopf des Servers ist nicht lesbar.',
    hint: 'Prüfen Sie, ob die Adresse die des gemeinten Servers ist und nicht die eines Proxys oder einer Anmeldeseite.',
  },
  'digest.nonce-count': {
    what: 'Der Zähler für die Anfrage des Servers liegt außerhalb seines Bereichs.',
    hint: report,
  },
  'digest.not-offered': {
    what: 'Der Server bietet die nötige Authentisierung nicht an.',
    hint: 'Prüfen Sie die Adresse; gebraucht wird HTTP Digest.',
  },
  'digest.parameter': {
    what: 'Die Angabe {parameter} lässt sich nicht in einen HTTP-Kopf schreiben.',
    hint: 'Verwenden Sie nur druckbare ASCII-Zeichen.',
  },
  'digest.qop-not-offered': {
    what: 'Der Server bietet den nötigen Schutz nicht an.',
    hint: 'Bitten Sie den Betreiber des Servers, auth-int zuzulassen.',
  },
  'digest.server-unproven': {
    what: 'Der Server weist nicht nach, dass er den Schlüssel kennt.',
    hint: 'Fragen Sie den Betreiber des Servers: Er muss Authentication-Info mit rspauth senden.',
  },
  'digest.server-wrong': {
    what: 'Der Server kennt den Schlüssel nicht, oder seine Antwort wurde unterwegs geändert.',
    hint: 'Prüfen Sie die Adresse und ob ein Proxy Antworten ändert.',
  },
  'gba.akav2-in-card': {
    what: 'Der Server verlangt AKAv2, aber die Karte gibt die Schlüssel dafür nicht heraus.',
    hint: 'Bitten Sie den Betreiber um AKAv1-MD5 für dieses Abonnement, oder um GBA_ME.',
  },
  'gba.answer-too-long': {
    what: 'Die Antwort von {server} ist für GBA zu lang.',
    hint: 'Prüfen Sie, ob die Adresse die des gemeinten Servers ist und nicht die eines Proxys oder einer Anmeldeseite.',
  },
  'gba.bsf-address': {
    what: 'Die Adresse des Bootstrapping-Servers ist keine Webadresse.',
    hint: 'Schreiben Sie sie so: http://bsf.example.com/.',
  },
  'gba.bsf-failed': {
    what: 'Der Bootstrapping-Server meldet einen eigenen Fehler ({status}).',
    hint: 'Versuchen Sie es später noch einmal und sagen Sie es dem Betreiber.',
  },
  'gba.bsf-timeout': {
    what: 'Der Bootstrapping-Server hat nicht innerhalb von {timeout} ms geantwortet.',
    hint: 'Versuchen Sie es noch einmal; bleibt es so, fragen Sie den Betreiber.',
  },
  'gba.bsf-unreachable': {
    what: 'Der Bootstrapping-Server ist nicht erreichbar, oder er hat die Verbindung abgebrochen.',
    hint: `${checkAddress} Ohne Netz geht es mit der Anfrage des Betreibers als Datei.`,
  },
  'gba.naf-failed': {
    what: 'Die NAF meldet einen eigenen Fehler ({status}).',
    hint: 'Versuchen Sie es später noch einmal und sagen Sie es ihrem Betreiber.',
  },
  'gba.naf-no-challenge': {
    what: 'Die NAF antwortet mit Status {status} statt mit einer Anfrage.',
    hint: 'Prüfen Sie, ob die Adresse die der NAF ist und ob sie dort GBA verwendet.',
  },
  'gba.naf-refused': {
    what: 'Die NAF nimmt den Schlüssel nicht an.',
    hint: 'Führen Sie das Bootstrapping neu aus; prüfen Sie dann den Namen der NAF und das Protokoll.',
  },
  'gba.naf-timeout': {
    what: 'Die NAF hat nicht innerhalb von {timeout} ms geantwortet.',
    hint: 'Versuchen Sie es noch einmal; bleibt es so, fragen Sie ihren Betreiber.',
  },
  'gba.naf-unreachable': {
    what: 'Die NAF ist nicht erreichbar, oder sie hat die Verbindung abgebrochen.',
    hint: checkAddress,
  },
  'gba.response-refused': {
    what: 'Der Bootstrapping-Server nimmt die Antwort der Karte nicht an.',
    hint: 'Beginnen Sie noch einmal; bleibt es so, fragen Sie den Betreiber, ob Karte und Abonnement zusammengehören.',
  },
  'gba.resynchronisation': {
    what: 'Das Netz sendet eine alte Sequenznummer, obwohl die Karte ihm die richtige genannt hat.',
    hint: 'Bitten Sie den Betreiber, die Sequenznummern dieses Abonnements im Authentifizierungszentrum zu prüfen.',
  },
  'gba.subscriber-refused': {
    what: 'Der Bootstrapping-Server lehnt dieses Abonnement ab ({status}).',
    hint: 'Fragen Sie den Betreiber, ob GBA für dieses Abonnement eingerichtet ist; prüfen Sie die private Kennung.',
  },
  'gba.unexpected-status': {
    what: 'Der Bootstrapping-Server antwortet mit Status {status}.',
    hint: 'Prüfen Sie, ob die Adresse die des Bootstrapping-Servers dieses Betreibers ist.',
  },
  'gba.web-page': {
    what: 'Statt der Antwort des Bootstrapping-Servers kam eine Webseite.',
    hint: 'Melden Sie sich im Netz an, wenn es das verlangt, oder prüfen Sie Proxy und Adresse des Servers.',
  },
  'gba.wrong-realm': {
    what: 'Die Anfrage kommt von einem anderen Server als dem gefragten ({realm}).',
    hint: 'Vergleichen Sie den Namen des Servers mit den Unterlagen des Betreibers.',
  },
  'gba.xml': {
    what: 'Das Dokument des Bootstrapping-Servers ist nicht brauchbar.',
    hint: 'Prüfen Sie, ob die Adresse die des Bootstrapping-Servers ist; sonst sagen Sie es dem Betreiber.',
  },
  'naf.address': {
    what: 'Das ist keine Adresse einer NAF.',
    hint: 'Geben Sie Namen oder Adresse allein an und den Port daneben.',
  },
  'network.ca': {
    what: 'Das ist kein Zertifikat in PEM-Form.',
    hint: 'Nehmen Sie die Datei mit -----BEGIN CERTIFICATE----- der Stelle, die das Zertifikat des Servers unterschrieben hat.',
  },
  'network.certificate': {
    what: 'Dem Zertifikat des Servers ist nicht zu trauen ({reason}).',
    hint: 'Prüfen Sie die Adresse und die Uhr dieses Rechners; hat der Server eine eigene Zertifizierungsstelle, geben Sie deren Zertifikat an.',
  },
  'network.proxy': {
    what: 'Die Adresse des Proxys ist keine Webadresse.',
    hint: 'Schreiben Sie sie so: http://proxy.example.com:3128; leer heißt: kein Proxy.',
  },
  'network.proxy-refused': {
    what: 'Der Proxy lässt diese Anfrage nicht durch ({status}).',
    hint: 'Fragen Sie, wer den Proxy betreibt, nach Anmeldung oder Freigabe, oder gehen Sie ohne ihn.',
  },
  'psk.identity-unknown': {
    what: 'Die NAF {server} kennt diese Schlüsselkennung (B-TID) nicht.',
    hint: 'Führen Sie das Bootstrapping neu aus: Die B-TID ist abgelaufen, oder die NAF bekommt von diesem Bootstrapping-Server keine Schlüssel. Prüfen Sie auch den Namen der NAF.',
  },
  'psk.identity-too-long': {
    what: 'Der Name des Schlüssels (B-TID) ist zu lang für einen Handshake.',
    hint: 'Senden Sie die B-TID allein, wo die NAF das annimmt; sonst fragen Sie den Betreiber nach kürzeren.',
  },
  'psk.key-differs': {
    what: 'Die NAF {server} kennt die Schlüsselkennung, hat aber einen anderen Schlüssel.',
    hint: 'Vergleichen Sie den Namen (FQDN) und die Cipher-Suite mit denen der NAF: Beide gehen in den Schlüssel ein.',
  },
  'psk.no-common-suite': {
    what: 'Die NAF {server} lässt die Cipher-Suite {suite} nicht zu.',
    hint: 'Fragen Sie nach den Suites mit gemeinsamem Schlüssel und geben Sie eine davon an; der Schlüssel ist dann auch ein anderer.',
  },
  'psk.not-tls': {
    what: 'Was unter {server} antwortet, spricht kein TLS.',
    hint: 'Prüfen Sie Namen und Port der NAF.',
  },
  'psk.proxy-refused': {
    what: 'Der Proxy {server} lässt diese Verbindung nicht durch ({status}).',
    hint: 'Fragen Sie, wer den Proxy betreibt, nach Anmeldung oder Freigabe, oder verbinden Sie ohne ihn.',
  },
  'psk.refused': {
    what: 'Die NAF {server} hat den Handshake beendet.',
    hint: 'Sehen Sie im Protokoll der NAF nach; führen Sie dann das Bootstrapping neu aus.',
  },
  'psk.suite-unknown': {
    what: 'Die Cipher-Suite {suite} passt hier nicht.',
    hint: 'Verwenden Sie den Namen von OpenSSL, zum Beispiel PSK-AES128-CBC-SHA256.',
  },
  'psk.timeout': {
    what: 'Die NAF {server} hat den Handshake nicht innerhalb von {timeout} ms beendet.',
    hint: 'Versuchen Sie es noch einmal; bleibt es so, fragen Sie ihren Betreiber.',
  },
  'psk.unreachable': {
    what: 'Die NAF {server} ist nicht erreichbar, oder sie hat die Verbindung abgebrochen.',
    hint: checkAddress,
  },
};

/** The card and its bootstrapping. */
const cardErrors: ErrorCatalogue = {
  'gba.answer': {
    what: 'Die Karte antwortet im GBA-Kontext anders, als die Norm es vorsieht.',
    hint: 'Sehen Sie in der Diensttabelle nach, ob diese Anwendung GBA kann; sonst nehmen Sie GBA_ME.',
  },
  'gba.expired': {
    what: 'Die Gültigkeit des Bootstrappings ist vorbei ({expires}).',
    hint: `${again} Läuft es sofort ab, prüfen Sie die Uhr dieses Rechners.`,
  },
  'gba.file-missing': {
    what: 'Die Karte kündigt GBA an, hat aber kein brauchbares {file}.',
    hint: 'Nehmen Sie GBA_ME, oder legen Sie die Datei an (dafür braucht es den Schlüssel des Herausgebers).',
  },
  'gba.file-too-small': {
    what: '{file} dieser Karte ist für GBA_U zu klein: {needed} Bytes werden gebraucht, {available} sind da.',
    hint: 'Nehmen Sie GBA_ME, oder vergrößern Sie die Datei (dafür braucht es den Schlüssel des Herausgebers).',
  },
  'local-key.answer': {
    what: 'Die Karte antwortet zum lokalen Schlüssel anders als erwartet.',
    hint: 'Fragen Sie den Herausgeber der Karte, wie sie lokale Schlüssel vereinbart.',
  },
  'local-key.request': { what: 'Das ist keine Anfrage nach einem lokalen Schlüssel.', hint: report },
  'local-key.unproven': {
    what: 'Die Karte weist nicht nach, dass sie den lokalen Schlüssel hat.',
    hint: 'Prüfen Sie die Namen von Gerät und Anwendungen auf beiden Seiten und leiten Sie ihn neu ab.',
  },
  'gba.no-identity': {
    what: 'Die Karte sagt nicht, wer der Teilnehmer ist.',
    hint: 'Personalisieren Sie die Karte, oder wählen Sie ihre andere Anwendung.',
  },
  'gba.not-in-card': {
    what: 'Die Karte kündigt GBA nicht an; sie kann die Schlüssel nicht selbst behalten.',
    hint: 'Nehmen Sie GBA_ME, oder eine Karte mit Dienst 68 in EF_UST (2 in EF_IST einer ISIM).',
  },
  'gba.not-stored': {
    what: 'Die Karte hat nicht behalten, was in EF_GBABP geschrieben wurde.',
    hint: `${again} Bleibt es so, ist die Karte fehlerhaft.`,
  },
  'gba.other-bootstrapping': {
    what: 'Auf der Karte gab es inzwischen ein anderes Bootstrapping.',
    hint: 'Sorgen Sie dafür, dass kein anderes Programm die Karte benutzt, und starten Sie dann neu.',
  },
  'gba.parameters-too-long': {
    what: 'B-TID und Gültigkeit passen nicht in EF_GBABP dieser Karte ({size} Bytes).',
    hint: 'Nehmen Sie mit dieser Karte GBA_ME, oder bitten Sie ihren Herausgeber um eine größere Datei.',
  },
};

/** What was typed, carried or kept. */
const inputErrors: ErrorCatalogue = {
  'credential.expired': {
    what: 'Die Gültigkeit dieses Schlüssels ist vorbei ({expires}).',
    hint: 'Führen Sie das Bootstrapping mit der Karte des Gateways neu aus; der neue Schlüssel tritt an seine Stelle.',
  },
  'credential.no-key': {
    what: 'Der Schlüssel dazu ist nicht im Tresor.',
    hint: 'Löschen Sie den Eintrag und führen Sie das Bootstrapping neu aus.',
  },
  'credential.other-suite': {
    what: ['Dieser Schlüssel gilt nur für {suite}.', 'Dieser Schlüssel gilt für eine andere Cipher-Suite.'],
    hint: 'Lassen Sie die Suite weg, oder leiten Sie einen Schlüssel für sie ab.',
  },
  'credential.unknown': {
    what: 'Es gibt keinen aufbewahrten Schlüssel mit dieser Kennung.',
    hint: 'Sehen Sie in der Liste nach.',
  },
  'file.exists': {
    what: 'Eine Datei dieses Namens gibt es schon.',
    hint: 'Wählen Sie einen anderen Namen, oder entfernen Sie die alte.',
  },
  'file.not-absolute': {
    what: 'Der Name der Datei sagt nicht, wo sie liegen soll.',
    hint: 'Geben Sie sie mit ihrem Ordner an, von der Wurzel an.',
  },
  'file.not-written': {
    what: 'Die Datei ließ sich nicht zu Ende schreiben.',
    hint: 'Schaffen Sie Platz auf dem Datenträger oder nehmen Sie einen anderen, und beginnen Sie noch einmal.',
  },
  'file.unwritable': {
    what: 'Die Datei lässt sich nicht anlegen.',
    hint: 'Prüfen Sie den Ordner und seine Rechte.',
  },
  'fqdn.malformed': {
    what: 'Das ist kein Domänenname.',
    hint: 'Verwenden Sie den Namen, wie der Betreiber ihn nennt, zum Beispiel naf.example.com; internationale Namen in ihrer Form mit xn--.',
  },
  'gba.answer-needs-file': {
    what: 'Der Betreiber hat keinen Schlüssel genannt, für den die Antwort der Karte versiegelt werden könnte.',
    hint: 'Nennen Sie eine neue Datei und tragen Sie sie so sorgsam wie ein Einmalpasswort, oder bitten Sie um eine Anfrage mit öffentlichem Schlüssel.',
  },
  'gba.b-tid': {
    what: 'Das ist keine Kennung eines Bootstrappings (B-TID).',
    hint: 'Eine B-TID ist die Anfrage in Base64, ein @ und der Name des Bootstrapping-Servers.',
  },
  'gba.command': { what: 'Das ist kein Befehl des GBA-Kontexts.', hint: report },
  'gba.command-length': {
    what: 'Der Name der NAF und die private Kennung sind zusammen zu lang für die Karte ({length} Bytes).',
    hint: 'Verwenden Sie für die NAF einen kürzeren Namen: Für beide ist Platz für 252 Bytes.',
  },
  'gba.document': {
    what: 'Das ist kein Dokument für ein Bootstrapping ohne Netz.',
    hint: 'Bitten Sie den Betreiber noch einmal um die Datei, oder lesen Sie den Code noch einmal ein.',
  },
  'gba.impi': {
    what: 'Die private Kennung nennt kein Heimatnetz.',
    hint: 'Prüfen Sie EF_IMPI der ISIM, oder geben Sie den Namen des Bootstrapping-Servers an.',
  },
  'gba.imsi': { what: 'Das ist keine IMSI.', hint: 'Eine IMSI hat 6 bis 15 Ziffern.' },
  'gba.kept-malformed': { what: 'Ein aufbewahrtes Bootstrapping ist nicht mehr brauchbar.', hint: again },
  'gba.naf-id': { what: 'Das ist keine NAF_ID.', hint: report },
  'gba.other-challenge': {
    what: 'Die B-TID gehört zu einer anderen Anfrage als der beantworteten.',
    hint: 'Nehmen Sie den Abschluss, der zu dieser Anfrage gehört.',
  },
  'gba.other-subscriber': {
    what: 'Die Anfrage ist für einen anderen Teilnehmer als den dieser Karte.',
    hint: 'Legen Sie die Karte ein, für die sie ist, oder bitten Sie den Betreiber um eine andere Anfrage.',
  },
  'gba.parameter-length': {
    what: 'Eine Angabe für die Schlüsselableitung ist zu lang ({length} Bytes).',
    hint: 'Prüfen Sie die private Kennung und den Namen der NAF.',
  },
  'gba.pending-unknown': {
    what: 'Auf einen solchen Abschluss wartet diese Station nicht.',
    hint: 'Schließen Sie dort ab, wo die Karte geantwortet hat; sonst bitten Sie den Betreiber um eine neue Anfrage.',
  },
  'gba.reader-needed': {
    what: 'Bei GBA_U muss die Karte selbst den Schlüssel ableiten.',
    hint: 'Legen Sie die Karte, die geantwortet hat, in einen Leser und nennen Sie ihn.',
  },
  'gba.target-missing': {
    what: 'Es ist nicht gesagt, für wen der Schlüssel sein soll.',
    hint: 'Nennen Sie die MAF oder die CSE, mit der das Gateway den Schlüssel teilen soll.',
  },
  'gba.target-twice': {
    what: 'Der Name der CSE ist angegeben, und zugleich, woraus er gebildet würde.',
    hint: 'Geben Sie den Domänennamen der CSE an, oder ihren Diensteanbieter oder Infrastrukturknoten.',
  },
  'key.character-string': {
    what: 'Eine Angabe für die Schlüsselableitung ist leer oder kein gültiger Text.',
    hint: 'Geben Sie sie als Text an.',
  },
  'key.length': {
    what: 'Ein Wert hat die falsche Länge ({length} Bytes).',
    hint: 'Prüfen Sie, ob er vollständig ist.',
  },
  'onem2m.cse-id': {
    what: 'Das ist keine CSE-ID.',
    hint: 'Schreiben Sie sie als //sp.example.com/cse1 oder /cse1.',
  },
  'onem2m.key-identifier': {
    what: 'Das ist keine Schlüsselkennung.',
    hint: 'Eine Schlüsselkennung ist ein Name, ein @ und der Domänenname dessen, der sie vergeben hat.',
  },
  'onem2m.public-domain-name': {
    what: 'Aus der CSE-ID lässt sich kein öffentlicher Domänenname bilden.',
    hint: `${askOperator} Geben Sie den Domänennamen der CSE an, oder den ihres Diensteanbieters oder Infrastrukturknotens.`,
  },
  'recipient.malformed': {
    what: 'Das ist kein öffentlicher Schlüssel, für den versiegelt werden könnte.',
    hint: 'Nehmen Sie einen JWK: EC auf P-256, P-384 oder P-521, X25519, oder RSA ab 2048 Bit.',
  },
  'recipient.other-algorithm': {
    what: 'Dieser Schlüssel ist für ein anderes Verfahren, als hier verwendet wird.',
    hint: 'Bitten Sie den Empfänger um einen Schlüssel für das Verfahren (alg) unter „Einzelheiten“, oder um einen ohne Angabe.',
  },
  'recipient.other-use': {
    what: 'Dieser Schlüssel ist für Unterschriften, nicht zum Versiegeln.',
    hint: 'Bitten Sie den Empfänger um einen Schlüssel mit dem Zweck enc.',
  },
  'recipient.private': {
    what: 'Das ist ein geheimer Schlüssel, nicht der öffentliche eines Empfängers.',
    hint: 'Bitten Sie den Empfänger nur um den öffentlichen Teil und um ein neues Schlüsselpaar: Dieses wurde gesehen.',
  },
};

/** AKA, GBA and the credentials that come of it. */
export const gbaErrors: ErrorCatalogue = { ...akaErrors, ...serverErrors, ...cardErrors, ...inputErrors };
