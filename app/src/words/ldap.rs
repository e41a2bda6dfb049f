//! Words of directory servers.

use super::words;

words! {
    /// Words of directory servers.
    pub enum LdapWord {
        Tab: "LDAP directory" | "Annuaire LDAP" | "LDAP-Verzeichnis",
        About: "The directory server (LDAP or Active Directory) that knows this domain’s users and groups. The test reads it and shows what it finds; it changes nothing." | "Le serveur d’annuaire (LDAP ou Active Directory) qui connaît les utilisateurs et groupes de ce domaine. Le test le lit et montre ce qu’il trouve ; il ne modifie rien." | "Der Verzeichnisserver (LDAP oder Active Directory), der die Benutzer und Gruppen dieser Domain kennt. Der Test liest ihn und zeigt, was er findet; er ändert nichts.",
        ReadOnly: "The directory is set up by a superadministrator." | "L’annuaire est configuré par un superadministrateur." | "Das Verzeichnis richtet ein Superadministrator ein.",
        NotSetUp: "No directory has been set up for this domain." | "Aucun annuaire n’est configuré pour ce domaine." | "Für diese Domain ist kein Verzeichnis eingerichtet.",

        // The server.
        Server: "Directory server" | "Serveur d’annuaire" | "Verzeichnisserver",
        Url: "Address" | "Adresse" | "Adresse",
        UrlHelp: "ldap://host goes on with StartTLS; ldaps://host is encrypted from the beginning." | "ldap://hôte continue avec StartTLS ; ldaps://hôte est chiffré dès le début." | "ldap://Host geht mit StartTLS weiter; ldaps://Host ist von Anfang an verschlüsselt.",
        Protection: "Protection" | "Protection" | "Schutz",
        Plain: "Without encryption (ldap:// only)" | "Sans chiffrement (ldap:// seulement)" | "Ohne Verschlüsselung (nur ldap://)",
        PlainHelp: "Everybody on the way reads along, the password too. Only for a server on this machine or a closed network." | "Tous ceux qui sont sur le chemin lisent tout, mot de passe compris. Seulement pour un serveur sur cette machine ou un réseau fermé." | "Alle auf dem Weg lesen mit, auch das Passwort. Nur für einen Server auf dieser Maschine oder in einem geschlossenen Netz.",
        Certificate: "Certificate of its authority" | "Certificat de son autorité" | "Zertifikat der Zertifizierungsstelle",
        CertificateHelp: "In PEM. Empty: the authorities this machine trusts. When entered, only these are trusted." | "Au format PEM. Vide : les autorités reconnues par cette machine. Sinon, seulement celles-ci." | "Im PEM-Format. Leer: die Stellen, denen diese Maschine vertraut. Sonst nur diese.",
        BindDn: "Bind DN" | "DN de connexion" | "Bind-DN",
        BindDnHelp: "Use an account that may only read. Empty: anonymous." | "Utilisez un compte qui peut seulement lire. Vide : anonyme." | "Verwenden Sie ein Konto, das nur lesen darf. Leer: anonym.",
        Password: "Password" | "Mot de passe" | "Passwort",
        PasswordKept: "One is saved and never shown. Empty: it stays." | "Un mot de passe est enregistré et n’est jamais affiché. Vide : il est conservé." | "Eines ist gespeichert und wird nie angezeigt. Leer: Es bleibt.",
        PasswordNone: "None is saved yet. It is kept in the database as the directory needs it." | "Aucun n’est encore enregistré. Il est conservé dans la base tel que l’annuaire l’attend." | "Noch keines gespeichert. Es wird in der Datenbank so aufbewahrt, wie das Verzeichnis es braucht.",

        // What is read.
        Reading: "What is read" | "Ce qui est lu" | "Was gelesen wird",
        Preset: "Fill in for" | "Remplir pour" | "Ausfüllen für",
        PresetHelp: "Fills in filters and attributes below; nothing is saved by it." | "Remplit les filtres et attributs ci-dessous ; rien n’est enregistré." | "Füllt Filter und Attribute unten aus; gespeichert wird dabei nichts.",
        FillIn: "Fill in" | "Remplir" | "Ausfüllen",
        ActiveDirectory: "Active Directory" | "Active Directory" | "Active Directory",
        Posix: "OpenLDAP, POSIX" | "OpenLDAP, POSIX" | "OpenLDAP, POSIX",
        BaseDn: "Base DN" | "DN de base" | "Basis-DN",
        BaseDnHelp: "Users and groups are looked for below this entry." | "Les utilisateurs et groupes sont cherchés sous cette entrée." | "Benutzer und Gruppen werden unterhalb dieses Eintrags gesucht.",
        UserFilter: "Filter of users" | "Filtre des utilisateurs" | "Filter der Benutzer",
        GroupFilter: "Filter of groups" | "Filtre des groupes" | "Filter der Gruppen",
        GroupFilterHelp: "Empty: groups are not read." | "Vide : les groupes ne sont pas lus." | "Leer: Gruppen werden nicht gelesen.",
        Attributes: "Attributes" | "Attributs" | "Attribute",
        AttributesHelp: "Empty: the field is not read." | "Vide : le champ n’est pas lu." | "Leer: Das Feld wird nicht gelesen.",
        AttributeLogin: "Login" | "Identifiant" | "Login",
        AttributeFirstName: "First name" | "Prénom" | "Vorname",
        AttributeLastName: "Last name" | "Nom" | "Nachname",
        AttributeDisplayName: "Display name" | "Nom affiché" | "Anzeigename",
        AttributeMail: "Default address" | "Adresse par défaut" | "Standard-Mail-Adresse",
        AttributeAliases: "Further addresses" | "Autres adresses" | "Weitere Adressen",
        AttributeUniqueId: "Unique identifier" | "Identifiant unique" | "Eindeutige Kennung",
        AttributeDisabled: "Disabled" | "Désactivé" | "Deaktiviert",

        // The split domain.
        SplitDomain: "Split domain" | "Domaine découpé" | "Geteilte Domain",
        SplitGroup: "Split domain group" | "Groupe du domaine découpé" | "Gruppe der geteilten Domain",
        SplitGroupHelp: "Name or DN of the group whose members, also through groups inside it, are on the alternate mail server. Needs a relay in the domain. Empty: none." | "Nom ou DN du groupe dont les membres, aussi par des groupes qu’il contient, sont sur la messagerie tierce. Le domaine doit avoir un relais. Vide : aucun." | "Name oder DN der Gruppe, deren Mitglieder, auch über enthaltene Gruppen, auf der Messaging-Drittanwendung sind. Die Domain braucht ein Relay. Leer: keine.",

        // Kept for programs and the history.
        Missing: "Entries that are gone" | "Entrées disparues" | "Fehlende Einträge",
        Every: "Interval in minutes" | "Intervalle en minutes" | "Abstand in Minuten",
        MaxShare: "Share of entries in per cent" | "Part d’entrées en pour cent" | "Anteil der Einträge in Prozent",

        // Testing.
        Test: "Test connection" | "Tester la connexion" | "Verbindung testen",
        TestFailed: "The connection does not work" | "La connexion ne fonctionne pas" | "Die Verbindung funktioniert nicht",
        TestWorked: "The connection works. Nothing was saved or changed by the test." | "La connexion fonctionne. Le test n’a rien enregistré ni modifié." | "Die Verbindung funktioniert. Der Test hat nichts gespeichert oder geändert.",
        SeenUsers: "Users: {0}" | "Utilisateurs : {0}" | "Benutzer: {0}",
        SeenGroups: "Groups: {0}" | "Groupes : {0}" | "Gruppen: {0}",
        SeenSplit: "In the split domain group: {0}" | "Dans le groupe du domaine découpé : {0}" | "In der Gruppe der geteilten Domain: {0}",
        SeenFirst: "The first users" | "Les premiers utilisateurs" | "Die ersten Benutzer",
        SeenAddresses: "Addresses" | "Adresses" | "Adressen",
        NoIdentifiers: "The unique identifier is empty: the directory does not give this attribute." | "L’identifiant unique est vide : l’annuaire ne donne pas cet attribut." | "Die eindeutige Kennung ist leer: Das Verzeichnis gibt dieses Attribut nicht.",
        Forget: "Forget this directory…" | "Oublier cet annuaire…" | "Dieses Verzeichnis vergessen …",
        ForgetHelp: "Settings and password are deleted." | "Les réglages et le mot de passe sont supprimés." | "Einstellungen und Passwort werden gelöscht.",
        ForgetConfirm: "Forget it" | "Oublier" | "Vergessen",
    }
}
