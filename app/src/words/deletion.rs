//! Words of deleting a domain, and of domains that were deleted.

use super::words;

words! {
    /// Deleting a domain, and bringing it back.
    pub enum DeletionWord {
        Title: "Delete the domain {0}?" | "Supprimer le domaine {0} ?" | "Die Domain {0} löschen?",
        Takes: "This is deleted with it:" | "Ceci est supprimé avec lui :" | "Damit wird gelöscht:",
        Names: "its names: {0}" | "ses noms : {0}" | "ihre Namen: {0}",
        UserOne: "{0} user with log-in and rights" | "{0} utilisateur avec sa connexion et ses droits" | "{0} Benutzer mit Anmeldung und Rechten",
        UserMany: "{0} users with their log-ins and rights" | "{0} utilisateurs avec leurs connexions et leurs droits" | "{0} Benutzer mit Anmeldungen und Rechten",
        GroupOne: "{0} group" | "{0} groupe" | "{0} Gruppe",
        GroupMany: "{0} groups" | "{0} groupes" | "{0} Gruppen",
        SharedOne: "{0} shared mailbox" | "{0} boîte aux lettres partagée" | "{0} geteiltes Postfach",
        SharedMany: "{0} shared mailboxes" | "{0} boîtes aux lettres partagées" | "{0} geteilte Postfächer",
        ExternalOne: "{0} external user" | "{0} utilisateur externe" | "{0} externer Benutzer",
        ExternalMany: "{0} external users" | "{0} utilisateurs externes" | "{0} externe Benutzer",
        ResourceOne: "{0} resource" | "{0} ressource" | "{0} Ressource",
        ResourceMany: "{0} resources" | "{0} ressources" | "{0} Ressourcen",
        AddressOne: "{0} address" | "{0} adresse" | "{0} Adresse",
        AddressMany: "{0} addresses" | "{0} adresses" | "{0} Adressen",
        AdministratorOne: "the rights of {0} administrator of this domain" | "les droits de {0} administrateur de ce domaine" | "die Rechte von {0} Administrator dieser Domain",
        AdministratorMany: "the rights of {0} administrators of this domain" | "les droits de {0} administrateurs de ce domaine" | "die Rechte von {0} Administratoren dieser Domain",
        KeyOne: "{0} API key of its users" | "{0} clé d’API de ses utilisateurs" | "{0} API-Schlüssel ihrer Benutzer",
        KeyMany: "{0} API keys of its users" | "{0} clés d’API de ses utilisateurs" | "{0} API-Schlüssel ihrer Benutzer",
        NoEntries: "no entry: the domain is empty" | "aucune entrée : le domaine est vide" | "kein Eintrag: Die Domain ist leer",
        Mail: "From the next message on, mail for these names is no longer accepted. Messages already in mailboxes stay on the mailbox server." | "Dès le prochain message, le courrier pour ces noms n’est plus accepté. Les messages déjà dans les boîtes restent sur leur serveur." | "Ab der nächsten Mail wird für diese Namen nichts mehr angenommen. Mails in den Postfächern bleiben auf dem Postfachserver.",
        KeptOne: "The deletion can be undone for {0} day: everything comes back as it is, passwords included." | "La suppression peut être annulée pendant {0} jour : tout revient tel quel, mots de passe compris." | "Das Löschen lässt sich {0} Tag lang rückgängig machen: Alles kommt zurück, wie es ist, auch die Passwörter.",
        KeptMany: "The deletion can be undone for {0} days: everything comes back as it is, passwords included." | "La suppression peut être annulée pendant {0} jours : tout revient tel quel, mots de passe compris." | "Das Löschen lässt sich {0} Tage lang rückgängig machen: Alles kommt zurück, wie es ist, auch die Passwörter.",
        NotKept: "Nothing is kept of it: this cannot be undone." | "Rien n’en est conservé : c’est sans retour possible." | "Nichts davon wird aufbewahrt: Das lässt sich nicht rückgängig machen.",
        Type: "Type the domain’s name to confirm" | "Saisissez le nom du domaine pour confirmer" | "Geben Sie zur Bestätigung den Namen der Domain ein",
        Mismatch: "This is not the name of the domain." | "Ce n’est pas le nom du domaine." | "Das ist nicht der Name der Domain.",

        // Domains that were deleted.
        DeletedDomains: "Deleted domains" | "Domaines supprimés" | "Gelöschte Domains",
        DeletedDomainsHelp: "They are kept for a while and come back with everything that was in them. Afterwards only their history remains." | "Ils sont conservés un certain temps et peuvent revenir avec tout leur contenu. Ensuite, seul leur historique demeure." | "Sie werden eine Zeit lang aufbewahrt und kommen mit allem zurück, was dazugehörte. Danach bleibt nur ihr Verlauf.",
        NoDeleted: "No deleted domain is kept." | "Aucun domaine supprimé n’est conservé." | "Es wird keine gelöschte Domain aufbewahrt.",
        DeletedAt: "Deleted" | "Supprimé" | "Gelöscht",
        KeptUntil: "Kept until" | "Conservé jusqu’au" | "Aufbewahrt bis",
        BringBack: "Bring back…" | "Rétablir…" | "Zurückholen …",
    }
}
