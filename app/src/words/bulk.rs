//! Words of the pages that change many entries at once.

use super::words;

words! {
    /// Changing many entries at once.
    pub enum BulkWord {
        Title: "Change mail routing" | "Changer le routage du courrier" | "Mail-Routing ändern",
        TitleHelp: "Change the mail routing of everything listed here" | "Changer le routage du courrier de tout ce qui est listé ici" | "Mail-Routing von allem ändern, was hier aufgelistet ist",
        About: "This changes users and shared mailboxes that the Directory Browser lists under the same filters, on all its pages. Their addresses and ticks stay as they are." | "Cela change les utilisateurs et les boîtes partagées que l’annuaire liste avec les mêmes filtres, sur toutes ses pages. Leurs adresses et leurs coches restent telles quelles." | "Das ändert Benutzer und geteilte Postfächer, die der Verzeichnis-Browser unter denselben Filtern auf allen Seiten auflistet. Ihre Adressen und Häkchen bleiben, wie sie sind.",
        NewRouting: "New mail routing" | "Nouveau routage du courrier" | "Neues Mail-Routing",
        Preview: "Preview" | "Aperçu" | "Vorschau",
        WillChange: "{0} change" | "{0} changent" | "{0} ändern sich",
        Unchanged: "{0} are already so" | "{0} le sont déjà" | "{0} sind schon so",
        Refused: "{0} stay as they are" | "{0} restent tels quels" | "{0} bleiben, wie sie sind",
        Exceptions: "Entries that stay as they are, and why" | "Entrées qui restent telles quelles, et pourquoi" | "Einträge, die bleiben, wie sie sind, und warum",
        Entry: "Entry" | "Entrée" | "Eintrag",
        Reason: "Reason" | "Raison" | "Grund",
        More: "And {0} more." | "Et {0} de plus." | "Und {0} weitere.",
        ChangeOne: "Change {0} entry" | "Changer {0} entrée" | "{0} Eintrag ändern",
        ChangeMany: "Change {0} entries" | "Changer {0} entrées" | "{0} Einträge ändern",
        NothingToDo: "Nothing would change." | "Rien ne changerait." | "Es würde sich nichts ändern.",
        Changed: "Mail routing changed: {0}" | "Routage du courrier changé : {0}" | "Mail-Routing geändert: {0}",
    }
}
