//! What other consoles call things, and where they are here.

use super::words;

words! {
    /// The page for whoever comes from another console.
    pub enum MovedWord {
        Title: "Coming from another console" | "En venant d’une autre console" | "Von einer anderen Konsole kommend",
        About: "Most things have the names you know. These are called otherwise, or stand elsewhere." | "La plupart des choses portent les noms que vous connaissez. Celles-ci s’appellent autrement ou se trouvent ailleurs." | "Das meiste heißt, wie Sie es kennen. Dies hier heißt anders oder steht an anderer Stelle.",
        There: "There" | "Là-bas" | "Dort",
        Here: "Here" | "Ici" | "Hier",
        Why: "What takes its place" | "Ce qui le remplace" | "Was an seine Stelle tritt",
        AbsentTitle: "Not in this console" | "Absent de cette console" | "Nicht in dieser Konsole",
        // There.
        DomainList: "Manage Domains" | "Domaines supervisés" | "Domänen verwalten",
        DomainGeneral: "Domain › General › Default alias" | "Domaine › Général › Alias par défaut" | "Domäne › Allgemein › Standard-Alias",
        DomainAlias: "Domain alias" | "Alias de domaine" | "Domain-Alias",
        MailServers: "Mail services, Mailbox storage server" | "Services de messagerie, Serveur de stockage des boîtes aux lettres" | "Mail-Dienste, Mailbox Speicher-Server",
        PublicFolderQuota: "Public folder maximum and default quota" | "Quota maximum et par défaut d’un dossier public" | "Maximales Kontingent und Standardkontingent für öffentliche Ordner",
        Split: "Relay for split domains" | "Relais pour les domaines découpés" | "Relay für geteilte Domänen",
        CatchAll: "Forward unknown emails to smtp relay" | "Renvoyer les adresses inconnues sur le relais" | "Leite unbekannte Emails an SMTP Relay",
        RoutingList: "User › Mail settings › the list at the top" | "Utilisateur › Messagerie › la liste en haut" | "Benutzer › Email-Einstellungen › die Liste oben",
        ThirdParty: "Third-party emails" | "Messagerie tierce" | "Dritt-Posteingang, Alternativer Emailserver",
        Mailshare: "Mailshare, public folder" | "Boîte partagée, dossier public" | "Geteilte Mailbox, öffentlicher Ordner",
        GroupMembership: "Edit group membership" | "Modifier l’appartenance aux groupes" | "Gruppenmitgliedschaft bearbeiten",
        Password: "User › Maintenance › Password" | "Utilisateur › Maintenance › Mot de passe" | "Benutzer › Wartung › Kennwort",
        Roles: "Roles" | "Rôles" | "Rollen",
        LdapImport: "Domain › LDAP import, Directories" | "Domaine › Import LDAP, Annuaires" | "Domäne › LDAP-Import, Verzeichnis",
        Filters: "Domain filters" | "Filtres de domaine" | "Domänenfilter",
        Forwarding: "User › Mail settings › Forward emails, Automatic reply" | "Utilisateur › Messagerie › Transfert d’emails, Réponse automatique" | "Benutzer › Email-Einstellungen › Emails weiterleiten, Automatische Antwort",
        // Not here.
        Calendars: "Calendars, address books, to-do lists, tags, mobile devices, videoconferencing" | "Calendriers, carnets d’adresses, listes de tâches, catégories, périphériques mobiles, visioconférence" | "Kalender, Adressbücher, To-do-Listen, Schlagwörter, mobile Geräte, Videokonferenzen",
        Relays: "Internal mail server, Mail relay" | "Serveur de courrier interne, Relai de messagerie" | "Interner Mail-Server, Mail-Relay",
        Services: "Services, Application servers, Indexing" | "Services, Serveurs de l’application, Indexation" | "Dienste, Anwendungsserver, Indizierung",
        Certificates: "Certificates, External URL, Firewall" | "Certificats, URL externe, Pare-feu" | "Zertifikate, Externe URL, Firewall",
        SignOn: "CAS, Kerberos, OpenID" | "CAS, Kerberos, OpenID" | "CAS, Kerberos, OpenID",
        Mailflow: "Mailflow rules" | "Règles du flux des mails" | "Mail-Regelwerk",
        DataProtect: "Backup and Restore" | "Sauvegarde et Restauration" | "Sicherung und Wiederherstellung",
        // Why.
        NotMail: "This console is about where mail goes; these belong to the programs people read mail with." | "Cette console s’occupe de la destination du courrier ; ceci relève des logiciels de messagerie." | "Diese Konsole bestimmt, wohin E-Mails gehen; dies gehört zu den Programmen, mit denen man sie liest.",
        PostfixItself: "Set in Postfix itself, which reads domains and addresses from here." | "Se règle dans Postfix, qui lit d’ici domaines et adresses." | "Wird in Postfix selbst eingestellt, das Domains und Adressen von hier liest.",
        NoServices: "There is one program and one database: nothing is assigned to servers but mailboxes." | "Il y a un seul programme et une seule base : seules les boîtes aux lettres ont un serveur." | "Es gibt ein Programm und eine Datenbank: Nur Postfächer haben einen Server.",
        ProxyItself: "Set in the web server before the console, and in the system." | "Se règle dans le serveur web devant la console, et dans le système." | "Wird im Webserver vor der Konsole und im System eingestellt.",
        OwnSignIn: "The console has log-ins of its own." | "La console a ses propres comptes." | "Die Konsole hat eigene Anmeldungen.",
        BackupCommand: "The command “signalbox backup” makes a copy of the database while it is in use." | "La commande « signalbox backup » copie la base pendant son utilisation." | "Der Befehl „signalbox backup“ kopiert die Datenbank im laufenden Betrieb.",
    }
}
