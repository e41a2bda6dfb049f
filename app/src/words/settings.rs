//! Words of how people read, and of their passwords.

use super::words;

words! {
    /// Words of settings that users meet.
    pub enum SettingsWord {
        // How people read.
        Reading: "Language and formats" | "Langue et formats" | "Sprache und Formate",
        DateFormat: "Date format" | "Format de date" | "Datumsformat",
        TimeFormat: "Time format" | "Format d’heure" | "Zeitformat",
        OfDomain: "Domain’s ({0})" | "Comme le domaine ({0})" | "Wie die Domain ({0})",
        Usual: "Usual ({0})" | "Habituel ({0})" | "Üblich ({0})",
        LanguageOfDomain: "As the domain" | "Comme le domaine" | "Wie die Domain",
        AsDomain: "the domain’s" | "celui du domaine" | "wie die Domain",
        Now: "It is now {0}." | "Il est maintenant : {0}." | "Jetzt ist es: {0}.",
        FollowOne: "{0} user follows" | "{0} utilisateur suit" | "{0} Benutzer folgt",
        FollowMany: "{0} users follow" | "{0} utilisateurs suivent" | "{0} Benutzer folgen",
        OwnOne: "{0} has chosen another" | "{0} a choisi autre chose" | "{0} hat selbst gewählt",
        OwnMany: "{0} have chosen their own" | "{0} ont choisi autre chose" | "{0} haben selbst gewählt",
        OwnNone: "none has chosen another" | "aucun n’a choisi autre chose" | "keiner hat selbst gewählt",
        Followers: "{0}, {1}." | "{0}, {1}." | "{0}, {1}.",
        // Contact.
        Contact: "Contact" | "Contact" | "Kontakt",
        JobTitle: "Job title" | "Fonction" | "Position",
        Department: "Department" | "Service" | "Abteilung",
        Phone: "Telephone" | "Téléphone" | "Telefon",
        // The rules of a domain.
        Passwords: "Passwords" | "Mots de passe" | "Passwörter",
        MinLength: "Minimum password length" | "Longueur minimale du mot de passe" | "Mindestlänge des Passworts",
        MinLengthHelp: "From {0} to {1} characters; 15 is recommended. It counts for passwords set from now on. Common ones, the login and names are always refused." | "De {0} à {1} caractères ; 15 est recommandé. Vaut pour les mots de passe définis à partir de maintenant. Les plus courants, l’identifiant et les noms sont toujours refusés." | "{0} bis {1} Zeichen; empfohlen sind 15. Gilt für Passwörter, die ab jetzt gesetzt werden. Häufige sowie Login und Namen werden immer abgelehnt.",
        Lifetime: "Password lifetime in days" | "Expiration du mot de passe en jours" | "Passwort-Lebensdauer in Tagen",
        LifetimeHelp: "Empty: passwords do not expire. A lifetime that is new or shorter counts from its saving, so nobody is locked out at once. Afterwards mail programs are refused until the password is changed, which everybody can do at {0}." | "Vide : les mots de passe n’expirent pas. Une durée nouvelle ou plus courte compte à partir de son enregistrement : personne n’est bloqué aussitôt. Ensuite, les logiciels de messagerie sont refusés jusqu’au changement du mot de passe, que chacun peut faire sur {0}." | "Leer: Passwörter laufen nicht ab. Eine neue oder kürzere Lebensdauer zählt ab dem Speichern, so wird niemand sofort ausgesperrt. Danach werden Mailprogramme abgewiesen, bis das Passwort geändert ist; das kann jeder unter {0}.",
        Never: "Never" | "Jamais" | "Nie",
        // The password of a user.
        PolicyHelp: "At least {0} characters; not the login or a name, and not a common password." | "Au moins {0} caractères ; ni l’identifiant, ni un nom, ni un mot de passe courant." | "Mindestens {0} Zeichen; nicht das Login, kein Name und kein häufiges Passwort.",
        PolicyHelpAnyone: "At least {0} characters, or more where the domain asks for it; not the login or a name, and not a common password." | "Au moins {0} caractères, ou plus si le domaine le demande ; ni l’identifiant, ni un nom, ni un mot de passe courant." | "Mindestens {0} Zeichen, oder mehr, wenn die Domain es verlangt; nicht das Login, kein Name und kein häufiges Passwort.",
        Generate: "Generate a password" | "Générer un mot de passe" | "Passwort erzeugen",
        Generated: "Generated and not saved yet. Copy it now: it is shown this once." | "Généré et pas encore enregistré. Copiez-le maintenant : il n’est affiché qu’une fois." | "Erzeugt und noch nicht gespeichert. Kopieren Sie es jetzt: Es wird nur dieses eine Mal angezeigt.",
        Copy: "Copy" | "Copier" | "Kopieren",
        MustChange: "Update password on next login" | "Changer le mot de passe à la prochaine connexion" | "Passwort bei der nächsten Anmeldung ändern",
        MustChangeHelp: "Until then mail programs are refused, too. Everybody can change his password at {0}." | "D’ici là, les logiciels de messagerie sont aussi refusés. Chacun peut changer son mot de passe sur {0}." | "Bis dahin werden auch Mailprogramme abgewiesen. Jeder kann sein Passwort unter {0} ändern.",
        NeverExpires: "Password never expires" | "Le mot de passe n’expire pas" | "Passwort läuft nie ab",
        NeverExpiresHelp: "For the passwords of devices and programs." | "Pour les mots de passe d’appareils et de programmes." | "Für Passwörter von Geräten und Programmen.",
        LastChange: "Last password change" | "Dernière modification du mot de passe" | "Letzte Passwortänderung",
        Expires: "Password expires" | "Expiration du mot de passe" | "Passwort läuft ab",
        LastSignIn: "Last sign-in to this console" | "Dernière connexion à cette console" | "Letzte Anmeldung an dieser Konsole",
        NotKnown: "Not known" | "Inconnue" | "Nicht bekannt",
        NoSignIn: "None" | "Aucune" | "Keine",
        ExpiredNotice: "The password has expired: mail programs are refused until it is changed." | "Le mot de passe a expiré : les logiciels de messagerie sont refusés jusqu’à son changement." | "Das Passwort ist abgelaufen: Mailprogramme werden abgewiesen, bis es geändert ist.",
        MustChangeNotice: "The password must be changed: mail programs are refused until then." | "Le mot de passe doit être changé : d’ici là, les logiciels de messagerie sont refusés." | "Das Passwort muss geändert werden: Bis dahin werden Mailprogramme abgewiesen.",
        // Changing one's own.
        Expired: "Your password has expired. Choose a new one before you go on." | "Votre mot de passe a expiré. Choisissez-en un nouveau avant de continuer." | "Ihr Passwort ist abgelaufen. Wählen Sie ein neues, bevor Sie weitermachen.",
        ChangeForAnyone: "For everybody with a mailbox here, also with a password that has expired or must be changed." | "Pour toute personne ayant une boîte aux lettres ici, même si son mot de passe a expiré ou doit être changé." | "Für alle mit einem Postfach hier, auch wenn das Passwort abgelaufen ist oder geändert werden muss.",
        PasswordReplaced: "Password changed. Use the new one in your mail programs, too." | "Mot de passe modifié. Utilisez le nouveau aussi dans vos logiciels de messagerie." | "Passwort geändert. Verwenden Sie das neue auch in Ihren Mailprogrammen.",
        ToSignIn: "To the sign-in" | "Vers la connexion" | "Zur Anmeldung",
        // Quotas.
        LargerMailboxes: "Larger, or without quota:" | "Plus grandes ou sans quota :" | "Größer oder ohne Quota:",
        AndMore: "and {0} more" | "et {0} de plus" | "und {0} weitere",
    }
}
