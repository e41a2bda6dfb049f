//! Words of long work: what it is, how far it is, what came of it.

use super::words;

words! {
    /// Long work on a domain.
    pub enum TaskWord {
        Tasks: "Tasks" | "Opérations" | "Vorgänge",
        TasksOf: "Tasks of {0}" | "Opérations de {0}" | "Vorgänge von {0}",
        TasksHelp: "Long work of the last three months: how far it is, and what came of it." | "Les opérations longues des trois derniers mois : leur avancement et leur résultat." | "Längere Vorgänge der letzten drei Monate: wie weit sie sind und was daraus wurde.",
        NoneYet: "No long work has been done in this domain." | "Aucune opération longue n’a eu lieu dans ce domaine." | "In dieser Domain gab es noch keine längeren Vorgänge.",
        ChooseDomain: "Choose a domain to see its tasks." | "Choisissez un domaine pour voir ses opérations." | "Wählen Sie eine Domain, um ihre Vorgänge zu sehen.",
        // Kinds.
        ChangeMailTypes: "Change mail routing" | "Changer le routage du courrier" | "Mail-Routing ändern",
        Import: "Import entries" | "Importer des entrées" | "Einträge importieren",
        SuspendEntries: "Suspend" | "Suspendre" | "Deaktivieren",
        ActivateEntries: "Activate" | "Réactiver" | "Aktivieren",
        ChangeQuotas: "Change quota" | "Changer le quota" | "Quota ändern",
        AddMembers: "Add to a group" | "Ajouter à un groupe" | "In eine Gruppe aufnehmen",
        RemoveMembers: "Remove from a group" | "Retirer d’un groupe" | "Aus einer Gruppe nehmen",
        MoveEntries: "Move to an organizational unit" | "Déplacer dans une unité d’organisation" | "In eine Organisationseinheit verschieben",
        Undo: "Undo a change" | "Annuler une modification" | "Änderung rückgängig machen",
        DeleteDomain: "Delete a domain" | "Supprimer un domaine" | "Domain löschen",
        RestoreDomain: "Bring a deleted domain back" | "Rétablir un domaine supprimé" | "Gelöschte Domain zurückholen",
        // How it stands.
        Running: "Running" | "En cours" | "Läuft",
        Done: "Done" | "Terminé" | "Fertig",
        Failed: "Failed" | "Échec" | "Fehlgeschlagen",
        Cancelled: "Cancelled" | "Interrompu" | "Abgebrochen",
        Interrupted: "Interrupted" | "Arrêt inattendu" | "Unterbrochen",
        Stopping: "Stopping…" | "Arrêt en cours…" | "Wird abgebrochen …",
        // Phases.
        Waiting: "Waiting for its turn" | "En attente" | "Wartet, bis es an der Reihe ist",
        Choosing: "Checking which entries change" | "Vérification des entrées concernées" | "Prüft, welche Einträge sich ändern",
        Keeping: "Keeping a copy" | "Copie de conservation" | "Bewahrt eine Kopie auf",
        Deleting: "Deleting the entries" | "Suppression des entrées" | "Löscht die Einträge",
        Writing: "Writing the entries" | "Écriture des entrées" | "Schreibt die Einträge",
        Routing: "Renewing where mail goes" | "Mise à jour du routage" | "Erneuert, wohin Mails gehen",
        Finishing: "Writing the history" | "Écriture de l’historique" | "Schreibt den Verlauf",
        PhaseOf: "{0}: {1} of {2}" | "{0} : {1} sur {2}" | "{0}: {1} von {2}",
        PhasePercent: "{0}: {1} %" | "{0} : {1} %" | "{0}: {1} %",
        // Counts.
        ChangedOne: "{0} entry changed" | "{0} entrée modifiée" | "{0} Eintrag geändert",
        ChangedMany: "{0} entries changed" | "{0} entrées modifiées" | "{0} Einträge geändert",
        UnchangedOne: "{0} entry was already so" | "{0} entrée l’était déjà" | "{0} Eintrag war schon so",
        UnchangedMany: "{0} entries were already so" | "{0} entrées l’étaient déjà" | "{0} Einträge waren schon so",
        RefusedOne: "{0} entry stayed as it was" | "{0} entrée est restée telle quelle" | "{0} Eintrag blieb, wie er war",
        RefusedMany: "{0} entries stayed as they were" | "{0} entrées sont restées telles quelles" | "{0} Einträge blieben, wie sie waren",
        CreatedOne: "{0} entry created" | "{0} entrée créée" | "{0} Eintrag angelegt",
        CreatedMany: "{0} entries created" | "{0} entrées créées" | "{0} Einträge angelegt",
        DeletedOne: "{0} entry deleted" | "{0} entrée supprimée" | "{0} Eintrag gelöscht",
        DeletedMany: "{0} entries deleted" | "{0} entrées supprimées" | "{0} Einträge gelöscht",
        RestoredOne: "{0} entry brought back" | "{0} entrée rétablie" | "{0} Eintrag zurückgeholt",
        RestoredMany: "{0} entries brought back" | "{0} entrées rétablies" | "{0} Einträge zurückgeholt",
        // The page.
        What: "Task" | "Opération" | "Vorgang",
        Domain: "Domain" | "Domaine" | "Domain",
        Who: "Started by" | "Lancée par" | "Begonnen von",
        When: "Started" | "Début" | "Begonnen",
        Until: "Ended" | "Fin" | "Beendet",
        Status: "Status" | "État" | "Status",
        Cancel: "Cancel this task" | "Interrompre l’opération" | "Vorgang abbrechen",
        CancelHelp: "Until it is done nothing has changed. Cancelled now, everything stays as it is." | "Rien n’est modifié avant la fin. Si vous interrompez maintenant, tout reste en l’état." | "Bis zum Ende hat sich nichts geändert. Wird jetzt abgebrochen, bleibt alles, wie es ist.",
        LeaveHelp: "You may leave this page: the task goes on." | "Vous pouvez quitter cette page : l’opération continue." | "Sie können diese Seite verlassen: Der Vorgang läuft weiter.",
        NothingChanged: "Nothing was changed." | "Rien n’a été modifié." | "Es wurde nichts geändert.",
        InterruptedHelp: "The server was stopped while the task was running. Start it again." | "Le serveur s’est arrêté pendant l’opération. Relancez-la." | "Der Server wurde angehalten, während der Vorgang lief. Starten Sie ihn erneut.",
        FailedHelp: "The server could not finish it. Try again; if it fails again, the server’s log says why." | "Le serveur n’a pas pu la terminer. Réessayez ; en cas de nouvel échec, le journal du serveur en donne la raison." | "Der Server konnte ihn nicht beenden. Versuchen Sie es erneut; das Protokoll des Servers nennt den Grund, falls es wieder scheitert.",
        Outcome: "What came of it" | "Résultat" | "Ergebnis",
        Exceptions: "Entries that stayed as they were, and why" | "Entrées restées telles quelles, et pourquoi" | "Einträge, die blieben, wie sie waren, und warum",
        More: "And {0} more." | "Et {0} de plus." | "Und {0} weitere.",
        ToDirectory: "To the directory" | "Vers l’annuaire" | "Zum Verzeichnis",
        TooLate: "It had ended before it could be cancelled." | "Elle s’est terminée avant de pouvoir être interrompue." | "Er war zu Ende, bevor er abgebrochen werden konnte.",
    }
}
