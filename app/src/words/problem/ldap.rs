//! A sentence for everything that can go wrong with a directory server: English, French, German.

use model::Code;

use super::Texts;

/// What is wrong with the settings of a directory, with places for its values.
pub(super) fn setting_sentence(code: Code) -> Texts {
    match code {
        Code::LdapUrl => [
            "Enter ldap://host or ldaps://host, with :port where it is not the usual one",
            "Saisissez ldap://hôte ou ldaps://hôte, avec :port si ce n’est pas le port habituel",
            "Geben Sie ldap://Host oder ldaps://Host ein, mit :Port, wenn es nicht der übliche ist",
        ],
        Code::LdapCertificate => [
            "Not a certificate in PEM (-----BEGIN CERTIFICATE-----)",
            "Ce n’est pas un certificat au format PEM (-----BEGIN CERTIFICATE-----)",
            "Kein Zertifikat im PEM-Format (-----BEGIN CERTIFICATE-----)",
        ],
        Code::LdapDn => [
            "Enter a distinguished name such as dc=example,dc=com",
            "Saisissez un nom distinctif, par exemple dc=exemple,dc=fr",
            "Geben Sie einen Distinguished Name ein, z. B. dc=beispiel,dc=de",
        ],
        Code::LdapFilter => [
            "Not a search filter: each condition stands in parentheses, as in (objectClass=person)",
            "Ce n’est pas un filtre : chaque condition est entre parenthèses, par exemple (objectClass=person)",
            "Kein Suchfilter: Jede Bedingung steht in Klammern, z. B. (objectClass=person)",
        ],
        Code::LdapAttribute => [
            "Not the name of an attribute",
            "Ce n’est pas un nom d’attribut",
            "Kein Name eines Attributs",
        ],
        Code::LdapPasswordAgain => [
            "Type the password again: the saved one was given for another server, name or protection",
            "Saisissez de nouveau le mot de passe : celui enregistré valait pour un autre serveur, un autre nom ou une autre protection",
            "Geben Sie das Passwort erneut ein: Das gespeicherte galt für einen anderen Server, Namen oder Schutz",
        ],
        Code::LdapInterval => [
            "Between 5 minutes and a week",
            "Entre 5 minutes et une semaine",
            "Zwischen 5 Minuten und einer Woche",
        ],
        _ => [
            "Enter a share between 1 and 100 per cent",
            "Saisissez une part entre 1 et 100 pour cent",
            "Geben Sie einen Anteil zwischen 1 und 100 Prozent ein",
        ],
    }
}

/// What is wrong with a connection.
pub(super) fn connection_sentence(code: Code) -> Texts {
    match code {
        Code::LdapUnreachable => [
            "Nobody answers at {0}. Check host and port, and that no firewall is between",
            "Personne ne répond à {0}. Vérifiez l’hôte et le port, et qu’aucun pare-feu ne bloque",
            "Unter {0} antwortet niemand. Prüfen Sie Host und Port, und ob eine Firewall dazwischensteht",
        ],
        Code::LdapStartTlsRefused => [
            "{0} does not offer StartTLS. Use ldaps://, or switch TLS on in the server",
            "{0} ne propose pas StartTLS. Utilisez ldaps://, ou activez TLS sur le serveur",
            "{0} bietet kein StartTLS an. Verwenden Sie ldaps:// oder schalten Sie TLS im Server ein",
        ],
        Code::LdapTlsUntrusted => [
            "The certificate of {0} is not signed by an authority that is trusted here. Enter the certificate of its authority",
            "Le certificat de {0} n’est signé par aucune autorité reconnue ici. Saisissez le certificat de son autorité",
            "Das Zertifikat von {0} ist von keiner Stelle unterschrieben, der hier vertraut wird. Tragen Sie das Zertifikat seiner Zertifizierungsstelle ein",
        ],
        Code::LdapTlsName => [
            "The certificate of {0} is for another name. Enter the name that stands in it",
            "Le certificat de {0} est établi pour un autre nom. Saisissez le nom qui y figure",
            "Das Zertifikat von {0} gilt für einen anderen Namen. Geben Sie den Namen ein, der darin steht",
        ],
        Code::LdapTlsExpired => [
            "The certificate of {0} has expired or is not valid yet",
            "Le certificat de {0} a expiré ou n’est pas encore valable",
            "Das Zertifikat von {0} ist abgelaufen oder noch nicht gültig",
        ],
        Code::LdapTlsBroken => [
            "{0} does not speak TLS, or no version that is safe",
            "{0} ne parle pas TLS, ou aucune version sûre",
            "{0} spricht kein TLS oder keine sichere Version",
        ],
        Code::LdapBindRefused => [
            "The directory does not let {0} in with this password",
            "L’annuaire n’accepte pas {0} avec ce mot de passe",
            "Das Verzeichnis lässt {0} mit diesem Passwort nicht ein",
        ],
        Code::LdapAnonymousRefused => [
            "{0} lets nobody read without a name: enter a bind DN and its password",
            "{0} ne laisse personne lire sans nom : saisissez un DN de connexion et son mot de passe",
            "{0} lässt niemanden ohne Namen lesen: Geben Sie einen Bind-DN und sein Passwort ein",
        ],
        Code::LdapProtectionRequired => [
            "{0} accepts only protected connections",
            "{0} n’accepte que des connexions protégées",
            "{0} nimmt nur geschützte Verbindungen an",
        ],
        Code::LdapConnectionLost => [
            "The connection to {0} ended half-way",
            "La connexion à {0} s’est interrompue",
            "Die Verbindung zu {0} brach ab",
        ],
        _ => [
            "The directory server says: {0}",
            "Le serveur d’annuaire répond : {0}",
            "Der Verzeichnisserver sagt: {0}",
        ],
    }
}

/// What stops an import, or keeps an entry out of it.
pub(super) fn reading_sentence(code: Code) -> Texts {
    match code {
        Code::LdapBaseMissing => [
            "There is no entry “{0}”, or this reader may not see it",
            "L’entrée « {0} » n’existe pas, ou ce lecteur n’a pas le droit de la voir",
            "Den Eintrag „{0}“ gibt es nicht, oder dieser Leser darf ihn nicht sehen",
        ],
        Code::LdapFilterRefused => [
            "The directory does not understand the filter {0}",
            "L’annuaire ne comprend pas le filtre {0}",
            "Das Verzeichnis versteht den Filter {0} nicht",
        ],
        Code::LdapLimitExceeded => [
            "{0} gives out only so many entries: raise the limit for this reader there",
            "{0} ne donne qu’un nombre limité d’entrées : relevez-y la limite pour ce lecteur",
            "{0} gibt nur eine begrenzte Zahl von Einträgen heraus: Erhöhen Sie dort die Grenze für diesen Leser",
        ],
        Code::LdapNothingFound => [
            "No entry matches the filter of users {0}; an import of nothing is not done",
            "Aucune entrée ne correspond au filtre des utilisateurs {0} ; rien n’est importé",
            "Kein Eintrag passt zum Filter der Benutzer {0}; ein Import von nichts findet nicht statt",
        ],
        Code::LdapSplitGroupMissing => [
            "There is no single group “{0}” in the directory",
            "L’annuaire n’a pas un groupe « {0} » et un seul",
            "Im Verzeichnis gibt es nicht genau eine Gruppe „{0}“",
        ],
        Code::LdapTooManyChanges => [
            "Stopped: {0} of {1} imported entries would be touched, more than {2} per cent. Look at a preview and import by hand",
            "Arrêté : {0} entrées importées sur {1} seraient touchées, plus de {2} pour cent. Consultez un aperçu et importez à la main",
            "Angehalten: {0} von {1} importierten Einträgen wären betroffen, mehr als {2} Prozent. Sehen Sie eine Vorschau an und importieren Sie von Hand",
        ],
        Code::LdapNotAsShown => [
            "The directory or the domain has changed since the preview. Look at a new one",
            "L’annuaire ou le domaine a changé depuis l’aperçu. Consultez-en un nouveau",
            "Verzeichnis oder Domain haben sich seit der Vorschau geändert. Sehen Sie eine neue an",
        ],
        Code::LdapNotSet => [
            "The domain has no directory to import from",
            "Le domaine n’a pas d’annuaire à importer",
            "Die Domain hat kein Verzeichnis zum Importieren",
        ],
        Code::LdapOtherEntry => [
            "The entry of this name was imported from another entry of the directory",
            "L’entrée de ce nom a été importée depuis une autre entrée de l’annuaire",
            "Der Eintrag dieses Namens wurde aus einem anderen Eintrag des Verzeichnisses importiert",
        ],
        Code::LdapNoIdentifier => [
            "The directory gives no identifier for it",
            "L’annuaire ne lui donne pas d’identifiant",
            "Das Verzeichnis gibt dafür keine Kennung",
        ],
        _ => [
            "The directory has it twice",
            "L’annuaire l’a deux fois",
            "Das Verzeichnis hat es zweimal",
        ],
    }
}
