//! Words of the pages of groups, shared mailboxes, external users and resources.

use super::words;

words! {
    /// Entries that are no users, and who is in which group.
    pub enum EntryWord {
        NewGroup: "New group" | "Nouveau groupe" | "Neue Gruppe",
        NewSharedMailbox: "New shared mailbox" | "Nouvelle boîte aux lettres partagée" | "Neues geteiltes Postfach",
        NewExternalUser: "New external user" | "Nouvel utilisateur externe" | "Neuer externer Benutzer",
        NewResource: "New resource" | "Nouvelle ressource" | "Neue Ressource",
        // {0} is the kind, {1} the name.
        Title: "{0}: {1}" | "{0} : {1}" | "{0}: {1}",
        Tabs: "Settings of the entry" | "Réglages de l’entrée" | "Einstellungen des Eintrags",
        TabMembers: "Members" | "Membres" | "Mitglieder",
        TabGroups: "Groups" | "Groupes" | "Gruppen",
        // General tab.
        Identity: "Identity" | "Identité" | "Identität",
        NameHelpMailbox: "Its mailbox is called {0}" | "Sa boîte aux lettres s’appelle {0}" | "Das Postfach heißt {0}",
        NameHelp: "Unique among the entries of this kind in the domain." | "Unique parmi les entrées de ce type dans le domaine." | "Eindeutig unter den Einträgen dieser Art in der Domain.",
        NameChangeHelp: "A new name does not change the addresses." | "Un nouveau nom ne change pas les adresses." | "Ein neuer Name ändert die Adressen nicht.",
        DisplayNameHelp: "Left empty, it is the name." | "Laissé vide, c’est le nom." | "Bleibt es leer, ist es der Name.",
        OutsideAddress: "Outside address" | "Adresse extérieure" | "Externe Adresse",
        OutsideHelp: "Mail for the groups it is in is sent there. The external user has no address in this domain." | "Le courrier des groupes dont il fait partie y est envoyé. L’utilisateur externe n’a pas d’adresse dans ce domaine." | "Dorthin gehen die E-Mails der Gruppen, zu denen er gehört. Der externe Benutzer hat keine Adresse in dieser Domain.",
        FirstAddress: "Address" | "Adresse" | "Adresse",
        FirstAddressHelp: "Left empty, there is none for now." | "Laissée vide, il n’y en a pas pour l’instant." | "Bleibt sie leer, gibt es vorerst keine.",
        FirstAddressOf: "Domain of the address" | "Domaine de l’adresse" | "Domain der Adresse",
        SuspendedHelp: "Mail for it is refused; everything is kept." | "Son courrier est refusé ; tout est conservé." | "E-Mails dafür werden abgewiesen; alles bleibt erhalten.",
        SuspendedGroupHelp: "Mail for the group is refused; its members keep their own." | "Le courrier du groupe est refusé ; ses membres gardent le leur." | "E-Mails an die Gruppe werden abgewiesen; die Mitglieder behalten ihre eigenen.",
        SuspendedExternalHelp: "Groups send nothing there; everything is kept." | "Les groupes n’y envoient plus rien ; tout est conservé." | "Gruppen senden nichts mehr dorthin; alles bleibt erhalten.",
        SuspendedNotice: "This entry is suspended: it gets no mail." | "Cette entrée est suspendue : elle ne reçoit pas de courrier." | "Dieser Eintrag ist deaktiviert: Er erhält keine E-Mails.",
        Delete: "Delete…" | "Supprimer…" | "Löschen …",
        // Mail tab.
        GroupMailHelp: "Mail for these addresses goes to the members; each gets one copy." | "Le courrier de ces adresses va aux membres ; chacun en reçoit une copie." | "E-Mails an diese Adressen gehen an die Mitglieder; jedes erhält eine Kopie.",
        GroupNoMailHelp: "Without an address the group serves inside other groups only." | "Sans adresse, le groupe ne sert que dans d’autres groupes." | "Ohne Adresse dient die Gruppe nur innerhalb anderer Gruppen.",
        ResourceMailHelp: "A resource has one address; its mail is stored in its mailbox on this system." | "Une ressource a une seule adresse ; son courrier est conservé dans sa boîte aux lettres sur ce système." | "Eine Ressource hat eine Adresse; ihre E-Mails werden in ihrem Postfach auf diesem System abgelegt.",
        // Members tab.
        Members: "Members of the group" | "Membres du groupe" | "Mitglieder der Gruppe",
        MembersOf: "Members of {0}" | "Membres de {0}" | "Mitglieder von {0}",
        NoMembers: "Nobody is in this group yet: mail for it is refused." | "Personne n’est encore dans ce groupe : son courrier est refusé." | "In dieser Gruppe ist noch niemand: E-Mails an sie werden abgewiesen.",
        MemberOne: "{0} member" | "{0} membre" | "{0} Mitglied",
        MemberMany: "{0} members" | "{0} membres" | "{0} Mitglieder",
        LeftOutOne: "{0} member gets no mail for the group." | "{0} membre ne reçoit pas le courrier du groupe." | "{0} Mitglied erhält keine E-Mails der Gruppe.",
        LeftOutMany: "{0} members get no mail for the group." | "{0} membres ne reçoivent pas le courrier du groupe." | "{0} Mitglieder erhalten keine E-Mails der Gruppe.",
        NobodyReached: "Mail reaches nobody in this group, so mail for it is refused." | "Le courrier n’atteint personne dans ce groupe : il est donc refusé." | "E-Mails erreichen niemanden in dieser Gruppe und werden daher abgewiesen.",
        ColumnMember: "Member" | "Membre" | "Mitglied",
        ColumnReached: "Mail for the group goes to" | "Le courrier du groupe va à" | "E-Mails der Gruppe gehen an",
        ColumnAction: "Action" | "Action" | "Aktion",
        ReachedThrough: "its members" | "ses membres" | "ihre Mitglieder",
        LeftOutSuspended: "No mail: suspended" | "Pas de courrier : suspendu" | "Keine E-Mails: deaktiviert",
        LeftOutNotTicked: "No mail: the default address is not routed to the alternate mail server" | "Pas de courrier : l’adresse par défaut n’est pas renvoyée vers la messagerie tierce" | "Keine E-Mails: Die Standard-Mail-Adresse wird nicht an die Messaging-Drittanwendung geleitet",
        LeftOutNoMail: "No mail: no email processing" | "Pas de courrier : pas de messagerie" | "Keine E-Mails: keine E-Mail-Verarbeitung",
        LeftOutNoAddress: "No mail: no address" | "Pas de courrier : aucune adresse" | "Keine E-Mails: keine Adresse",
        LeftOutEmptyGroup: "No mail: a group that reaches nobody" | "Pas de courrier : un groupe qui n’atteint personne" | "Keine E-Mails: eine Gruppe, die niemanden erreicht",
        AddMembers: "Add members" | "Ajouter des membres" | "Mitglieder hinzufügen",
        FindMember: "Name, address or login" | "Nom, adresse ou identifiant" | "Name, Adresse oder Login",
        FindHelp: "Type a beginning; a button adds at once." | "Saisissez un début ; un bouton ajoute aussitôt." | "Tippen Sie einen Anfang; eine Schaltfläche fügt sofort hinzu.",
        PickHelp: "Type a beginning and press Enter. The group and its members are created together." | "Saisissez un début, puis appuyez sur Entrée. Le groupe et ses membres sont créés ensemble." | "Tippen Sie einen Anfang und drücken Sie die Eingabetaste. Gruppe und Mitglieder werden zusammen angelegt.",
        Found: "What was found" | "Résultats" | "Gefunden",
        FoundNothing: "Nothing begins like this." | "Rien ne commence ainsi." | "Nichts beginnt so.",
        FoundMore: "There are more: type on." | "Il y en a d’autres : précisez." | "Es gibt mehr: Tippen Sie weiter.",
        Add: "Add {0}" | "Ajouter {0}" | "{0} hinzufügen",
        Remove: "Remove {0}" | "Retirer {0}" | "{0} entfernen",
        IsInAlready: "already in it" | "déjà présent" | "schon darin",
        IsItself: "the group itself" | "le groupe lui-même" | "die Gruppe selbst",
        // Groups tab.
        GroupsOf: "Groups it is in" | "Groupes dont il fait partie" | "Gruppen, zu denen der Eintrag gehört",
        NoGroups: "In no group yet." | "Dans aucun groupe pour l’instant." | "Noch in keiner Gruppe.",
        AddToGroups: "Add to groups" | "Ajouter à des groupes" | "Zu Gruppen hinzufügen",
        FindGroup: "Name or address of a group" | "Nom ou adresse d’un groupe" | "Name oder Adresse einer Gruppe",
        // Deleting.
        TakesEntry: "{0}, with everything set here" | "{0}, avec tous ses réglages" | "{0} mit allen Einstellungen",
        TakesMembersOne: "the list of its {0} member; the member itself stays" | "la liste de son {0} membre ; le membre lui-même reste" | "die Liste mit {0} Mitglied; das Mitglied selbst bleibt",
        TakesMembersMany: "the list of its {0} members; the members themselves stay" | "la liste de ses {0} membres ; les membres eux-mêmes restent" | "die Liste mit {0} Mitgliedern; die Mitglieder selbst bleiben",
        DeleteUndone: "The history can bring it back." | "L’historique peut le rétablir." | "Aus dem Verlauf lässt es sich zurückholen.",
        TakesGroups: "its place in the groups {0}" | "sa place dans les groupes {0}" | "der Platz in den Gruppen {0}",
        DeleteInstead: "To stop its mail only, suspend it instead." | "Pour seulement arrêter son courrier, suspendez-la plutôt." | "Um nur die E-Mails anzuhalten, deaktivieren Sie den Eintrag.",
    }
}
