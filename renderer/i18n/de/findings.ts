interface FindingText {
  readonly what: string;
  readonly consequence: string;
  readonly remedy: string;
  /** It says all that the engine's sentence says. */
  readonly whole?: true;
}

const corrected =
  'Lassen Sie den Herausgeber der Karte die Zugriffsbedingungen berichtigen; hier lassen sie sich nicht ändern.';

/** German words for the findings of the health check, by id; `{file}` is the name of the file. */
export const deFindings: Readonly<Record<string, FindingText>> = {
  'access.open': {
    what: '{file} ist durch keinen ADM-Schlüssel geschützt.',
    consequence: 'Jedes Gerät und jedes Programm, das die Karte hat, kann die Datei ändern.',
    remedy: corrected,
  },
  'access.user-key': {
    what: '{file} ist durch keinen ADM-Schlüssel geschützt, nur durch eine PIN.',
    consequence: 'Der Benutzer des Geräts kann die Datei mit einer PIN ändern.',
    remedy: corrected,
  },
  'access.read-stricter': {
    what: '{file} ist nicht immer lesbar.',
    consequence: 'Ein Gerät, das den Schlüssel nicht vorlegt, kann die Datei nicht lesen.',
    remedy: corrected,
  },
  'card.no-onem2m': {
    what: 'Die Karte hat kein oneM2M-Verzeichnis: Weder ist ein DF_1M2M angekündigt, noch gibt es eine 1M2MSM-Anwendung.',
    consequence: 'Ein Gerät findet auf ihr kein M2M-Abonnement.',
    remedy: 'Beschreiben Sie sie mit einem Profil, das das DF_1M2M anlegt, wenn die Karte das erlaubt.',
    whole: true,
  },
  'card.not-provisioned': {
    what: 'Die Kennungen des Abonnements sind noch leer: Das Verzeichnis ist vorpersonalisiert.',
    consequence: 'Ein Gerät findet darin kein M2M-Abonnement.',
    remedy: 'Beschreiben Sie die Karte.',
    whole: true,
  },
  'content.malformed': {
    what: '{file} ist fehlerhaft.',
    consequence: 'Ein Gerät, das die Datei liest, bekommt keinen oder einen falschen Wert.',
    remedy: 'Beschreiben Sie die Datei neu.',
  },
  'directory.absent': {
    what: 'EF_DIR kündigt ein oneM2M-Verzeichnis an, das nicht auf der Karte ist.',
    consequence: 'Ein Gerät sucht ein M2M-Abonnement, das es nicht finden kann.',
    remedy: 'Legen Sie das Verzeichnis mit einem Profil an, das es erzeugt, oder berichtigen Sie EF_DIR.',
  },
  'directory.malformed': {
    what: 'Ein Satz von EF_DIR ist fehlerhaft.',
    consequence: 'Die Anwendung, die er nennen soll, wird nicht gefunden.',
    remedy: 'Bitten Sie den Herausgeber der Karte, EF_DIR zu berichtigen.',
  },
  'directory.other-subscription': {
    what: 'EF_DIR nennt ein anderes Abonnement als EF_1M2MSID.',
    consequence: 'Ein Gerät, das sein Abonnement aus EF_DIR wählt, nimmt das falsche Verzeichnis.',
    remedy: 'Beschreiben Sie die Karte neu: Der Plan gleicht EF_DIR an, wo sein Satz änderbar ist.',
  },
  'directory.unreadable': {
    what: 'EF_DIR, die Liste der Anwendungen, ist nicht lesbar.',
    consequence: 'Geräte finden die Anwendungen der Karte nicht, also auch kein DF_1M2M darin.',
    remedy: 'Ersetzen Sie die Karte, oder fragen Sie ihren Herausgeber.',
    whole: true,
  },
  'file.deactivated': {
    what: '{file} ist deaktiviert.',
    consequence: 'Ein Gerät kann die Datei nicht lesen.',
    remedy: 'Beschreiben Sie die Karte: Der Plan aktiviert die Datei wieder.',
    whole: true,
  },
  'file.mandatory-missing': {
    what: 'Eine vorgeschriebene Datei fehlt.',
    consequence: 'Ein Gerät kann das M2M-Abonnement dieses Verzeichnisses nicht benutzen.',
    remedy: 'Beschreiben Sie die Karte mit einem Profil, das Dateien anlegt.',
  },
  'file.mandatory-unassigned': {
    what: 'Die Karte kündigt Dienste an, nennt aber kein Abonnement oder keinen Anbieter.',
    consequence: 'Ein Gerät findet Dienste, aber nicht, wem sie gehören.',
    remedy: 'Beschreiben Sie die Karte.',
  },
  'file.missing-in-module': {
    what: 'Der 1M2MSM-Anwendung fehlen Dateien: Sie soll alle neun haben.',
    consequence:
      'Geräte, die die vollständige Anwendung erwarten, lehnen sie vielleicht ab; die Dienste dieser Dateien sind nie möglich.',
    remedy: 'Beschreiben Sie die Karte mit dem Profil „standalone-create“, das die fehlenden Dateien anlegt.',
  },
  'file.unreadable': {
    what: '{file} ist nicht lesbar.',
    consequence: 'Auch ein Gerät kann die Datei nicht lesen.',
    remedy: 'Lesen Sie die Karte noch einmal; bleibt es so, ersetzen Sie sie.',
  },
  'gba.in-module': {
    what: 'Eine 1M2MSM-Anwendung kündigt Dienste mit GBA an, die es nur in einem DF_1M2M der Netzanwendung gibt.',
    consequence: 'Ein Gerät versucht Schlüssel abzuleiten, wo keine abzuleiten sind.',
    remedy: 'Nehmen Sie die Dienste 7 und 8 aus EF_1M2MST.',
  },
  'gba.not-supported': {
    what: 'Die Karte kündigt Dienste mit GBA an, ihre Netzanwendung unterstützt GBA aber nicht.',
    consequence: 'Bootstrapping oder Verbinden mit GBA misslingt.',
    remedy: 'Nehmen Sie die Dienste 7 und 8 aus EF_1M2MST.',
  },
  'gba.unknown': {
    what: 'Die Karte kündigt Dienste mit GBA an; ob ihre Netzanwendung GBA unterstützt, ist nicht zu lesen.',
    consequence: 'Bootstrapping oder Verbinden mit GBA misslingt vielleicht.',
    remedy:
      'Legen Sie mit einem anderen Werkzeug die PIN der Anwendung vor und sehen Sie deren Diensttabelle an.',
  },
  'identifier.syntax': {
    what: '{file} enthält keine gültige Kennung.',
    consequence: 'Geräte und Plattformen, die Kennungen prüfen, lehnen sie ab.',
    remedy: 'Beschreiben Sie die Datei mit einer gültigen Kennung.',
  },
  'key.blocked': {
    what: 'Ein ADM-Schlüssel ist gesperrt.',
    consequence: 'Die Karte lässt sich lesen, mit diesem Schlüssel aber nicht mehr ändern.',
    remedy: 'Nehmen Sie eine andere Karte, wenn sie geändert werden soll, oder fragen Sie ihren Herausgeber.',
  },
  'key.last-try': {
    what: 'Für einen ADM-Schlüssel ist ein Versuch übrig.',
    consequence: 'Noch ein falscher Wert sperrt ihn, meist für immer.',
    remedy:
      'Seien Sie des Schlüssels sicher, bevor Sie ihn vorlegen; der richtige stellt alle Versuche wieder her.',
  },
  'list.repeated-entry': {
    what: '{file} enthält einen Eintrag mehrfach.',
    consequence: 'Er belegt einen Satz, den ein anderer haben könnte, oder wird noch einmal versucht.',
    remedy: 'Beschreiben Sie die Datei mit jedem Eintrag einmal.',
  },
  'pin.blocked': {
    what: 'PIN1 ist gesperrt.',
    consequence: 'Ein Gerät kann die Netzanwendung nicht benutzen.',
    remedy: 'Entsperren Sie PIN1 mit ihrer PUK.',
    whole: true,
  },
  'pin.enabled': {
    what: 'PIN1 ist eingeschaltet.',
    consequence:
      'Ein Gerät ohne Benutzer muss PIN1 kennen, sonst kommt es nach dem Einschalten nicht ins Netz.',
    remedy: 'Schalten Sie PIN1 aus, oder sorgen Sie dafür, dass das Gerät sie vorlegt.',
    whole: true,
  },
  'service.file-missing': {
    what: 'Die Karte kündigt einen Dienst an, dessen Datei fehlt.',
    consequence: 'Ein Gerät, das sich auf den Dienst verlässt, findet nichts und gibt vielleicht auf.',
    remedy:
      'Legen Sie die Datei mit einem Profil an, das Dateien erzeugt, oder nehmen Sie den Dienst aus EF_1M2MST.',
  },
  'service.not-announced': {
    what: '{file} enthält einen Wert, EF_1M2MST kündigt den Dienst aber nicht an.',
    consequence: 'Geräte lesen den Wert nicht.',
    remedy: 'Kündigen Sie den Dienst in EF_1M2MST an, oder leeren Sie die Datei.',
  },
  'service.reserved': {
    what: 'Die Karte kündigt Dienste an, die es in der Norm nicht gibt.',
    consequence: 'Heutige Geräte übergehen sie; was spätere daraus machen, ist offen.',
    remedy: 'Schreiben Sie EF_1M2MST mit den Diensten des Profils.',
  },
  'service.value-unassigned': {
    what: 'Die Karte kündigt einen Dienst an, aber {file} enthält keinen Wert.',
    consequence: 'Ein Gerät, das sich auf den Dienst verlässt, liest einen leeren Wert.',
    remedy: 'Beschreiben Sie {file}, oder nehmen Sie den Dienst aus EF_1M2MST.',
  },
};
