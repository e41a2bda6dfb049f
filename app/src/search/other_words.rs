//! Words of other consoles, and everyday words, that lead to places called otherwise here.
//!
//! Each constant holds the words of all languages; accents, case and order do not matter.

pub const DOMAINS: &str = "Manage Domains · Supervised domains · Domaines supervisés · Domaine supervisés · \
    Modifier un domaine · Domänen verwalten · Überwachte Domain · Domain list · Liste des domaines · Domänen";
pub const NEW_DOMAIN: &str =
    "New domain · Nouveau domaine · Neue Domain · Neue Domäne · Domäne erstellen · Add domain";
pub const MAILBOX_SERVERS: &str = "Application servers · Serveurs de l’application · Anwendungsserver · \
    Mailbox storage server · Serveur de stockage · Speicher-Server · LMTP · Dovecot · Mail services · \
    Services de messagerie · Mail-Dienste";
pub const HISTORY: &str = "Audit · Journal · Log · Protokoll · Changes · Modifications · Änderungen · Undo · \
    Annuler · Rückgängig";
pub const USER: &str =
    "New user · Nouvel utilisateur · Neuer Benutzer · Account · Compte · Konto · Mailbox";
pub const RESTORE: &str =
    "Restore · Restaurer · Wiederherstellen · Trash · Corbeille · Papierkorb · Undelete";
pub const TASKS: &str =
    "Jobs · Scheduled Jobs · Tâches planifiées · Geplante Jobs · Planning · Progress · Avancement";
pub const IMPORT: &str =
    "CSV · Upload · Excel · Import · Importer · Importieren · Export · Many users";
pub const LDAP: &str =
    "LDAP import · Import LDAP · LDAP-Import · Active Directory · AD · Directories · Annuaires";
pub const FILTERS: &str = "Domain filters · Filtres de domaine · Domain-Filter · Domänenfilter · My filters · Mes filtres · \
    Meine Filter · Sieve · Rules · Règles · Regeln";
pub const FORWARDING: &str =
    "Forwarding · Transfert d’emails · Emails weiterleiten · Redirect · Rediriger · Umleiten";
pub const REPLY: &str = "Vacation · Out of office · Absence · Abwesenheitsnotiz · Abwesenheit · Automatic reply · \
    Réponse automatique · Automatische Antwort";
pub const GROUP: &str =
    "Mailing list · Distribution list · Liste de diffusion · Verteiler · Groupes · Gruppen";
pub const SHARED_MAILBOX: &str = "Mailshare · Shared mailbox · Public folder · Boîte partagée · Boîtes partagées · \
    Dossier public · Geteilte Mailbox · Geteiltes Postfach · Öffentlicher Ordner";
pub const RESOURCE: &str = "Room · Salle · Raum · Equipment · Matériel · Resource";
pub const EXTERNAL_USER: &str = "Contact · Partner · Partenaire · Externer Benutzer · Kontakt";
pub const DIRECTORY: &str = "Entrées d’annuaire · Verzeichnisinhalt · Verzeichniseinträge · Users · \
    Utilisateurs · Benutzer · Anwender · Entities · Entités · Find a user";
pub const ALTERNATE: &str = "Alternate mail server · Messagerie tierce · Messaging-Drittanwendung · \
    Alternativer Emailserver · Alternativer Mailserver · Third-party emails · Third party · Dritt-Posteingang · \
    External · Externe";
pub const GENERAL: &str = "Definition · Définition · Edit domain";
pub const DOMAIN_NAME: &str =
    "Default alias · Alias par défaut · Standard-Alias · Main domain name";
pub const ALIASES: &str =
    "Domain alias · Alias de domaine · Domain-Alias · Other names · Autres noms";
pub const MAX_USERS: &str = "Maximum number of accounts · Nombre maximum de comptes · Maximale Benutzeranzahl · Licence · Limit";
pub const MAIL_SYSTEM: &str =
    "Mailsystem · E-Mail-System · Messagerie · Mail servers · Serveurs de messagerie";
pub const STORAGE_SERVER: &str = "Storage server · Mailbox storage server · Serveur de stockage des boîtes aux lettres · \
    Speicher-Server · Mailbox Speicher-Server · Mailbox server · Serveur de boîtes aux lettres · Postfachserver · \
    Mail services · Services de messagerie · Mail-Dienste";
pub const MAX_SHARED_QUOTA: &str = "Public folder maximum quota · Maximum mailshare quota · \
    Quota maximum d’un dossier public · Maximales Kontingent · Postfach · Mailshare";
pub const DEFAULT_SHARED_QUOTA: &str = "Public folder default quota · Default mailshare quota · \
    Quota par défaut d’un dossier public · Standardkontingent · Mailshare";
pub const ROLES: &str = "Master · Slave · Maître · Esclave · Split domain · Domaine découpé · Geteilte Domain · \
    Role · Rôle · Rolle";
pub const RELAY: &str = "Relay for split domains · Relais pour les domaines découpés · Relay für geteilte Domänen · \
    Split domain · Smarthost · Next hop · Transport · Smtp relay · Mail relay · Relai de messagerie · \
    Other server · Autre serveur";
pub const FORWARD_UNKNOWN: &str = "Forward unknown emails to smtp relay · Catch-all · Catchall · Catch all · \
    Leite unbekannte Emails an SMTP Relay · Unbekannte Adressen an das Relais zurückgeben · Unknown addresses · \
    Adresses inconnues · Slave relay";
pub const TRACE: &str =
    "Route · Trace · Test · Preview · Aperçu · Vorschau · Where mail goes · Où va le courrier";
pub const PASSWORD: &str =
    "Password · Mot de passe · Passwort · Kennwort · Change password · Reset password";
pub const SUSPENDED: &str =
    "Disable · Block · Archived · Désactiver · Bloquer · Sperren · Deaktivieren · Lock";
pub const UNITS: &str = "Organizational unit · OU · Unité d’organisation · UO · Organisationseinheit · OE · \
    Department · Service · Abteilung · Delegation · Délégation · Delegierung";
pub const PASSWORD_POLICY: &str = "Password policy · Politique de mot de passe · Passwortrichtlinie · \
    Password expiration · Expiration · Ablauf";
pub const ADMINISTRATOR: &str = "Roles · Rôles · Rollen · Domain administrator · Administrateur de domaine · \
    Domainadministrator · Rights · Droits · Rechte";
pub const MEMBERS: &str = "Members List · Liste des membres · Mitgliederliste · Group members";
pub const GROUPS_OF: &str = "Edit group membership · Modifier l’appartenance aux groupes · \
    Gruppenmitgliedschaft bearbeiten · Member of";
pub const USER_MAIL: &str = "Mail settings · Messagerie · Email-Einstellungen · Mail · Messaging";
pub const MAIL_TYPE: &str = "Mail type · Alternate mail server · Messagerie tierce · Messaging-Drittanwendung · \
    Alternativer Emailserver · Alternativer Mailserver · No email processing · Pas de messagerie · \
    Keine Emailverarbeitung · Internal · External · Interne · Externe · Mailbox on this system";
pub const QUOTA: &str =
    "Quota used · Quota utilisé · Kontingent · Mailbox size · Taille de la boîte · Postfachgröße";
pub const EMAILS: &str = "Addresses · Adresses · Adressen · Aliases · Alias · Aliase · Default email · \
    Email par défaut · Standard-Mail-Adresse · Adresses mail";
pub const HIDDEN: &str = "Hide from address lists · Cacher des listes d’adresses · Nicht im Adressbuch anzeigen · \
    Not in address book · Hidden · Caché · Ausgeblendet";
pub const PREFERENCES: &str =
    "Settings · Réglages · Einstellungen · Dark · Light · Sombre · Dunkel · My settings";
pub const KEYS: &str = "Shortcuts · Keys · Raccourcis · Touches · Tastenkürzel · Tasten";
