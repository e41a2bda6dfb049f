//! Words of the pages that change many entries at once.

use super::words;

words! {
    /// Changing many entries at once.
    pub enum BulkWord {
        AboutOne: "This changes the {0} entry that is ticked." | "Cela change l’entrée cochée ({0})." | "Das ändert den {0} angekreuzten Eintrag.",
        AboutMany: "This changes the {0} entries that are ticked." | "Cela change les {0} entrées cochées." | "Das ändert die {0} angekreuzten Einträge.",
        AboutEverything: "This changes everything that the Directory Browser lists under the same filters, on all its pages." | "Cela change tout ce que l’annuaire liste avec les mêmes filtres, sur toutes ses pages." | "Das ändert alles, was der Verzeichnis-Browser unter denselben Filtern auf allen Seiten auflistet.",
        NobodyTicked: "No entry is ticked. Tick some in the list, or choose everything listed." | "Aucune entrée n’est cochée. Cochez-en dans la liste, ou choisissez tout ce qui est listé." | "Es ist kein Eintrag angekreuzt. Kreuzen Sie in der Liste welche an, oder wählen Sie alles Aufgelistete.",
        ChangeSeveral: "Change several" | "Modifier plusieurs entrées" | "Mehrere ändern",
        Ticked: "Ticked entries" | "Entrées cochées" | "Angekreuzte Einträge",
        TickedNumber: "{0} ticked" | "{0} cochées" | "{0} angekreuzt",
        TickNone: "Untick all" | "Tout décocher" | "Nichts ankreuzen",
        Everything: "Everything listed, on all pages" | "Tout ce qui est listé, sur toutes les pages" | "Alles Aufgelistete, auf allen Seiten",
        EverythingCounted: "Everything listed, on all pages ({0})" | "Tout ce qui est listé, sur toutes les pages ({0})" | "Alles Aufgelistete, auf allen Seiten ({0})",
        Tick: "Tick {0}" | "Cocher {0}" | "{0} ankreuzen",
        TickPage: "Tick everything on this page" | "Cocher toute la page" | "Alles auf dieser Seite ankreuzen",
        TickColumn: "Selection" | "Sélection" | "Auswahl",
        Group: "Group" | "Groupe" | "Gruppe",
        GroupHelp: "The name of a group of this domain" | "Le nom d’un groupe de ce domaine" | "Der Name einer Gruppe dieser Domain",
        NewUnit: "New organizational unit" | "Nouvelle unité d’organisation" | "Neue Organisationseinheit",
        NewRouting: "New mail routing" | "Nouveau routage du courrier" | "Neues Mail-Routing",
        Preview: "Preview" | "Aperçu" | "Vorschau",
        WillChange: "{0} change" | "{0} changent" | "{0} ändern sich",
        WillBeDeleted: "{0} are deleted" | "{0} sont supprimées" | "{0} werden gelöscht",
        WillComeBack: "{0} come back" | "{0} reviennent" | "{0} kommen zurück",
        Addresses: "with them go {0} addresses" | "avec elles partent {0} adresses" | "mit ihnen gehen {0} Adressen",
        Memberships: "and {0} memberships of groups" | "et {0} appartenances à des groupes" | "und {0} Mitgliedschaften in Gruppen",
        KeptOne: "The deletion can be undone from the history for {0} day: everything comes back as it was, passwords included." | "La suppression peut être annulée depuis l’historique pendant {0} jour : tout revient tel quel, mots de passe compris." | "Das Löschen lässt sich {0} Tag lang aus dem Verlauf rückgängig machen: Alles kommt zurück, wie es war, auch die Passwörter.",
        KeptMany: "The deletion can be undone from the history for {0} days: everything comes back as it was, passwords included." | "La suppression peut être annulée depuis l’historique pendant {0} jours : tout revient tel quel, mots de passe compris." | "Das Löschen lässt sich {0} Tage lang aus dem Verlauf rückgängig machen: Alles kommt zurück, wie es war, auch die Passwörter.",
        NotKept: "The deletion cannot be undone: nothing is kept of what is deleted." | "La suppression ne peut pas être annulée : rien n’est conservé." | "Das Löschen lässt sich nicht rückgängig machen: Es wird nichts aufbewahrt.",
        TypeNumber: "Type the number of entries that are deleted" | "Saisissez le nombre d’entrées supprimées" | "Geben Sie die Anzahl der gelöschten Einträge ein",
        NumberDiffers: "This is not the number of entries that would be deleted now" | "Ce n’est pas le nombre d’entrées qui seraient supprimées maintenant" | "Das ist nicht die Anzahl der Einträge, die jetzt gelöscht würden",
        DeleteOne: "Delete {0} entry" | "Supprimer {0} entrée" | "{0} Eintrag löschen",
        DeleteMany: "Delete {0} entries" | "Supprimer {0} entrées" | "{0} Einträge löschen",
        Unchanged: "{0} are already so" | "{0} le sont déjà" | "{0} sind schon so",
        Refused: "{0} stay as they are" | "{0} restent tels quels" | "{0} bleiben, wie sie sind",
        Exceptions: "Entries that stay as they are, and why" | "Entrées qui restent telles quelles, et pourquoi" | "Einträge, die bleiben, wie sie sind, und warum",
        Entry: "Entry" | "Entrée" | "Eintrag",
        Reason: "Reason" | "Raison" | "Grund",
        More: "And {0} more." | "Et {0} de plus." | "Und {0} weitere.",
        ChangeOne: "Change {0} entry" | "Changer {0} entrée" | "{0} Eintrag ändern",
        ChangeMany: "Change {0} entries" | "Changer {0} entrées" | "{0} Einträge ändern",
        NothingToDo: "Nothing would change." | "Rien ne changerait." | "Es würde sich nichts ändern.",
    }
}
