//! Words of the pages that import and export entries.

use super::words;

words! {
    /// Entries in and out, as files.
    pub enum ImportWord {
        Import: "Import…" | "Importer…" | "Importieren …",
        Export: "Export" | "Exporter" | "Exportieren",
        ExportHelp: "All entries of the domain as a CSV file" | "Toutes les entrées du domaine dans un fichier CSV" | "Alle Einträge der Domain als CSV-Datei",
        Title: "Import entries" | "Importer des entrées" | "Einträge importieren",
        About: "A CSV file with one entry a line. Nothing is changed before you have seen what each line would do; entries the file does not speak of are left alone." | "Un fichier CSV avec une entrée par ligne. Rien n’est modifié avant que vous ayez vu l’effet de chaque ligne ; les entrées dont le fichier ne parle pas restent telles quelles." | "Eine CSV-Datei mit einem Eintrag je Zeile. Nichts ändert sich, bevor Sie gesehen haben, was jede Zeile bewirkt; Einträge, die in der Datei nicht vorkommen, bleiben, wie sie sind.",
        File: "CSV file" | "Fichier CSV" | "CSV-Datei",
        FileHelp: "Up to 64 MiB, as Excel and LibreOffice save it." | "64 Mo au plus, tel qu’Excel ou LibreOffice l’enregistre." | "Bis 64 MiB, wie Excel und LibreOffice sie speichern.",
        Text: "Or paste the lines" | "Ou collez les lignes" | "Oder fügen Sie die Zeilen ein",
        TextHelp: "With the headings in the first line, for instance:" | "Avec les en-têtes sur la première ligne, par exemple :" | "Mit den Überschriften in der ersten Zeile, zum Beispiel:",
        Columns: "Columns" | "Colonnes" | "Spalten",
        ColumnsHelp: "In any order, in English, French or German. Only the login or name is needed; what has no column stays as it is. An export shows them all." | "Dans n’importe quel ordre, en anglais, français ou allemand. Seul l’identifiant ou le nom est nécessaire ; ce qui n’a pas de colonne reste tel quel. Un export les montre toutes." | "In beliebiger Reihenfolge, auf Englisch, Französisch oder Deutsch. Nur der Login oder Name wird gebraucht; was keine Spalte hat, bleibt, wie es ist. Ein Export zeigt sie alle.",
        Look: "Show what would change" | "Voir ce qui changerait" | "Zeigen, was sich ändern würde",
        PlanTitle: "What the import would change" | "Ce que l’import modifierait" | "Was der Import ändern würde",
        NothingYet: "Nothing has been changed yet." | "Rien n’a encore été modifié." | "Es wurde noch nichts geändert.",
        New: "New: {0}" | "Nouvelles : {0}" | "Neu: {0}",
        Changed: "Changed: {0}" | "Modifiées : {0}" | "Geändert: {0}",
        Unchanged: "Unchanged: {0}" | "Inchangées : {0}" | "Unverändert: {0}",
        Refused: "Refused: {0}" | "Refusées : {0}" | "Abgelehnt: {0}",
        NewCaption: "New entries" | "Nouvelles entrées" | "Neue Einträge",
        ChangedCaption: "Entries that change" | "Entrées modifiées" | "Einträge, die sich ändern",
        RefusedCaption: "Refused lines" | "Lignes refusées" | "Abgelehnte Zeilen",
        Line: "Line" | "Ligne" | "Zeile",
        Column: "Column" | "Colonne" | "Spalte",
        More: "And {0} more: the report names them all." | "Et {0} de plus : le rapport les nomme toutes." | "Und {0} weitere: Der Bericht nennt sie alle.",
        Report: "Download the report" | "Télécharger le rapport" | "Bericht herunterladen",
        LeaveOut: "Leave out the refused lines" | "Laisser de côté les lignes refusées" | "Die abgelehnten Zeilen weglassen",
        ApplyOne: "Apply {0} change" | "Appliquer {0} modification" | "{0} Änderung anwenden",
        ApplyMany: "Apply {0} changes" | "Appliquer {0} modifications" | "{0} Änderungen anwenden",
        AnotherFile: "Another file" | "Un autre fichier" | "Andere Datei",
        Nothing: "There is nothing to apply." | "Il n’y a rien à appliquer." | "Es gibt nichts anzuwenden.",
        Done: "Entries imported: {0}" | "Entrées importées : {0}" | "Importierte Einträge: {0}",
        Gone: "These lines are no longer kept: they have been imported, as the history tells, or were looked at too long ago. Choose the file again." | "Ces lignes ne sont plus conservées : elles ont été importées, comme le dit l’historique, ou examinées il y a trop longtemps. Choisissez de nouveau le fichier." | "Diese Zeilen werden nicht mehr aufbewahrt: Sie wurden importiert, wie der Verlauf zeigt, oder vor zu langer Zeit angesehen. Wählen Sie die Datei noch einmal.",
    }
}
