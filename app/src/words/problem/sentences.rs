//! A sentence for every rule an input can break: English, French, German.

use model::Code;

use super::Texts;
use super::delegation::delegation_sentence;
use super::ldap::{connection_sentence, reading_sentence, setting_sentence};

/// What is wrong, with places for its values.
#[expect(clippy::too_many_lines, reason = "a table with an entry for each rule")]
pub(super) fn sentence(code: Code) -> Texts {
    match code {
        Code::Required => [
            "Fill in this field",
            "Renseignez ce champ",
            "Füllen Sie dieses Feld aus",
        ],
        Code::TooLong => ["Too long", "Trop long", "Zu lang"],
        Code::ForbiddenCharacter => [
            "Contains an invisible or control character",
            "Contient un caractère invisible ou de contrôle",
            "Enthält ein unsichtbares oder ein Steuerzeichen",
        ],
        Code::EntrySeparator => [
            "A name contains none of / : , \\ \"",
            "Un nom ne contient aucun de / : , \\ \"",
            "Ein Name enthält keines der Zeichen / : , \\ \"",
        ],
        Code::UnknownValue => [
            "This is none of the values possible here",
            "Ce n’est pas une des valeurs possibles ici",
            "Das ist keiner der hier möglichen Werte",
        ],
        Code::NotAPositiveNumber => [
            "Enter a whole number of at least 1",
            "Saisissez un entier supérieur ou égal à 1",
            "Geben Sie eine ganze Zahl ab 1 ein",
        ],
        Code::UnknownField => [
            "This field is not known here",
            "Ce champ n’est pas connu ici",
            "Dieses Feld ist hier nicht bekannt",
        ],
        Code::WrongType => [
            "Another type of value belongs here",
            "Une valeur d’un autre type est attendue ici",
            "Hier gehört ein Wert anderer Art hin",
        ],
        Code::Syntax => [
            "The body is not valid JSON",
            "Le corps n’est pas du JSON valide",
            "Der Inhalt ist kein gültiges JSON",
        ],
        Code::ImportTwice
        | Code::ImportChangedSince
        | Code::ImportRefused
        | Code::ImportNotText
        | Code::ImportEmpty
        | Code::ImportTooLarge
        | Code::ImportNoName
        | Code::ImportUnknownColumn
        | Code::ImportColumnTwice
        | Code::ImportCells
        | Code::ImportOpenQuote => file_sentence(code),
        Code::NothingToDo
        | Code::HeaderInvalid
        | Code::ForwardAddress
        | Code::ForwardToSelf
        | Code::MomentInvalid
        | Code::PeriodReversed
        | Code::TooMany => filter_sentence(code),
        Code::UndoDone => [
            "This change has been undone already",
            "Cette modification a déjà été annulée",
            "Diese Änderung wurde schon rückgängig gemacht",
        ],
        Code::UndoChangedSince => [
            "Changed again since: {0}",
            "Modifié de nouveau depuis : {0}",
            "Seither erneut geändert: {0}",
        ],
        Code::UndoInUse => [
            "What was created has been changed since: delete it instead",
            "Ce qui a été créé a été modifié depuis : supprimez-le plutôt",
            "Das Angelegte wurde seither geändert: Löschen Sie es stattdessen",
        ],
        Code::UndoGone => [
            "What was changed is no longer there",
            "Ce qui a été modifié n’existe plus",
            "Das Geänderte gibt es nicht mehr",
        ],
        Code::UndoNotKept => [
            "What was deleted is no longer kept: restore it from a backup",
            "Ce qui a été supprimé n’est plus conservé : restaurez-le depuis une sauvegarde",
            "Das Gelöschte wird nicht mehr aufbewahrt: Stellen Sie es aus einer Sicherung wieder her",
        ],
        Code::UndoNameTaken => [
            "The name {0} belongs to the domain {1} now: take it away there first",
            "Le nom {0} appartient maintenant au domaine {1} : retirez-le d’abord de celui-ci",
            "Der Name {0} gehört jetzt zur Domain {1}: Entfernen Sie ihn zuerst dort",
        ],
        Code::UndoServerGone => [
            "The mailbox server {0} no longer exists: create it again under this name first",
            "Le serveur de boîtes aux lettres {0} n’existe plus : recréez-le d’abord sous ce nom",
            "Den Postfachserver {0} gibt es nicht mehr: Legen Sie ihn zuerst unter diesem Namen wieder an",
        ],
        Code::UndoUnitGone => [
            "The organizational unit it was in no longer exists",
            "L’unité d’organisation où elle se trouvait n’existe plus",
            "Die Organisationseinheit, in der er war, gibt es nicht mehr",
        ],
        Code::UndoImpossible => [
            "A change of this kind cannot be undone",
            "Une modification de ce genre ne peut pas être annulée",
            "Eine Änderung dieser Art lässt sich nicht rückgängig machen",
        ],
        Code::TaskCancelled => [
            "It was cancelled before it was done",
            "L’opération a été interrompue avant la fin",
            "Der Vorgang wurde vorher abgebrochen",
        ],
        Code::TaskEnded => [
            "It has ended already",
            "L’opération est déjà terminée",
            "Der Vorgang ist schon beendet",
        ],
        Code::OwnAccount => [
            "You cannot take away your own access",
            "Vous ne pouvez pas vous retirer votre propre accès",
            "Sie können sich den eigenen Zugang nicht nehmen",
        ],
        Code::NameInvalid
        | Code::NameTaken
        | Code::NameTwice
        | Code::NameNotOwn
        | Code::NameInUse
        | Code::NameCollides
        | Code::DomainNotEmpty => domain_sentence(code),
        Code::UnitUnknown
        | Code::UnitTaken
        | Code::UnitSeparator
        | Code::UnitCycle
        | Code::UnitTooDeep
        | Code::UnitNotEmpty
        | Code::UnitRequired
        | Code::RightMissing
        | Code::RightNotHeld
        | Code::RankAbove
        | Code::AdministratorUnknown => delegation_sentence(code),
        Code::RelayInvalid
        | Code::RelayHasScheme
        | Code::RelayHasPath
        | Code::RelaySeveralHosts
        | Code::RelayPort
        | Code::RelayIsSelf
        | Code::RelayRequired
        | Code::RelayInUse => relay_sentence(code),
        Code::LdapUrl
        | Code::LdapCertificate
        | Code::LdapDn
        | Code::LdapFilter
        | Code::LdapAttribute
        | Code::LdapPasswordAgain
        | Code::LdapInterval
        | Code::LdapShare => setting_sentence(code),
        Code::LdapUnreachable
        | Code::LdapStartTlsRefused
        | Code::LdapTlsUntrusted
        | Code::LdapTlsName
        | Code::LdapTlsExpired
        | Code::LdapTlsBroken
        | Code::LdapBindRefused
        | Code::LdapAnonymousRefused
        | Code::LdapProtectionRequired
        | Code::LdapConnectionLost
        | Code::LdapServerError => connection_sentence(code),
        Code::LdapBaseMissing
        | Code::LdapFilterRefused
        | Code::LdapLimitExceeded
        | Code::LdapNothingFound
        | Code::LdapSplitGroupMissing
        | Code::LdapTooManyChanges
        | Code::LdapNotAsShown
        | Code::LdapNotSet
        | Code::LdapOtherEntry
        | Code::LdapNoIdentifier
        | Code::LdapTwice => reading_sentence(code),
        Code::EndpointInvalid => [
            "Enter host:port or unix:/path/of/socket",
            "Saisissez hôte:port ou unix:/chemin/du/socket",
            "Geben Sie Host:Port oder unix:/Pfad/des/Sockets ein",
        ],
        Code::ServerTaken => [
            "A mailbox server with this name exists",
            "Un serveur de ce nom existe déjà",
            "Ein Postfachserver mit diesem Namen besteht schon",
        ],
        Code::ServerUnknown => [
            "There is no such mailbox server",
            "Ce serveur n’existe pas",
            "Diesen Postfachserver gibt es nicht",
        ],
        Code::ServerInUse => [
            "Still used by domains or users: {0}",
            "Encore utilisé par des domaines ou utilisateurs : {0}",
            "Noch von Domains oder Benutzern verwendet: {0}",
        ],
        Code::LoginInvalid => [
            "1 to 64 characters: a–z, 0–9, dot, hyphen, underscore; the first is a letter or digit",
            "1 à 64 caractères : a–z, 0–9, point, tiret, souligné ; le premier est une lettre ou un chiffre",
            "1 bis 64 Zeichen: a–z, 0–9, Punkt, Bindestrich, Unterstrich; das erste ist ein Buchstabe oder eine Ziffer",
        ],
        Code::LoginTaken => [
            "This login is already used",
            "Cet identifiant est déjà utilisé",
            "Dieses Login wird schon verwendet",
        ],
        Code::AddressInvalid
        | Code::AddressTwice
        | Code::AddressCovered
        | Code::AddressTaken
        | Code::AddressForeignName
        | Code::AddressRequired
        | Code::AddressOneDefault
        | Code::AddressOnlyOne
        | Code::AddressNotOutside
        | Code::EntryTaken
        | Code::EntryUnknown
        | Code::EntryKind
        | Code::MemberUnknown
        | Code::MemberKind
        | Code::MemberCycle
        | Code::MailTypeNeedsRelay => mail_sentence(code),
        Code::QuotaOverMaximum => [
            "At most {0}, the domain’s maximum",
            "{0} au plus, maximum du domaine",
            "Höchstens {0}, das Maximum der Domain",
        ],
        Code::QuotaDefaultOverMaximum => [
            "The default is above the maximum",
            "La valeur par défaut dépasse le maximum",
            "Der Standardwert liegt über dem Maximum",
        ],
        Code::QuotaInUse => [
            "Mailboxes that have a larger quota or none: {0} ({1})",
            "Boîtes ayant un quota plus grand ou sans quota : {0} ({1})",
            "Postfächer mit größerer oder ohne Quota: {0} ({1})",
        ],
        Code::QuotaInvalid => [
            "Enter a whole number above 0, at most 1 EiB in all",
            "Saisissez un entier supérieur à 0, 1 Eo au plus en tout",
            "Geben Sie eine ganze Zahl über 0 ein, insgesamt höchstens 1 EiB",
        ],
        Code::PasswordTooShort => [
            "At least {0} characters",
            "Au moins {0} caractères",
            "Mindestens {0} Zeichen",
        ],
        Code::PasswordCommon => [
            "Too many people use this password: choose another",
            "Trop de personnes utilisent ce mot de passe : choisissez-en un autre",
            "Dieses Passwort benutzen zu viele: Wählen Sie ein anderes",
        ],
        Code::PasswordIsName => [
            "Choose a password other than the login or a name",
            "Choisissez un mot de passe autre que l’identifiant ou un nom",
            "Wählen Sie ein anderes Passwort als das Login oder einen Namen",
        ],
        Code::PasswordMinimum => [
            "Enter a whole number from 8 to 64",
            "Saisissez un entier de 8 à 64",
            "Geben Sie eine ganze Zahl von 8 bis 64 ein",
        ],
        Code::PasswordsDiffer => [
            "The two passwords differ",
            "Les deux mots de passe diffèrent",
            "Die beiden Passwörter unterscheiden sich",
        ],
        Code::PasswordWrong => [
            "The current password is wrong",
            "Le mot de passe actuel est faux",
            "Das aktuelle Passwort ist falsch",
        ],
        Code::PasswordHashInvalid => [
            "Not an Argon2id hash ($argon2id$…), or one that costs too much to check",
            "Pas une empreinte Argon2id ($argon2id$…), ou une empreinte trop coûteuse à vérifier",
            "Kein Argon2id-Hash ($argon2id$…) oder einer, dessen Prüfung zu viel kostet",
        ],
        Code::PasswordSame => [
            "Choose a password other than the current one",
            "Choisissez un autre mot de passe que l’actuel",
            "Wählen Sie ein anderes Passwort als das aktuelle",
        ],
        Code::TooManyUsers => [
            "The domain has its maximum number of users: {0}",
            "Le domaine a atteint son nombre maximum de comptes : {0}",
            "Die Domain hat ihre maximale Anzahl Benutzer: {0}",
        ],
        Code::UsersAboveMaximum => [
            "The domain already has more users: {0}",
            "Le domaine compte déjà davantage d’utilisateurs : {0}",
            "Die Domain hat schon mehr Benutzer: {0}",
        ],
    }
}

fn filter_sentence(code: Code) -> Texts {
    match code {
        Code::NothingToDo => [
            "Choose at least one action",
            "Choisissez au moins une action",
            "Wählen Sie mindestens eine Aktion",
        ],
        Code::HeaderInvalid => [
            "Enter the name of a header, such as X-Spam-Flag",
            "Saisissez le nom d’un en-tête, par exemple X-Spam-Flag",
            "Geben Sie den Namen einer Kopfzeile ein, zum Beispiel X-Spam-Flag",
        ],
        Code::ForwardAddress => [
            "Not an email address: {0}",
            "Ce n’est pas une adresse email : {0}",
            "Keine E-Mail-Adresse: {0}",
        ],
        Code::ForwardToSelf => [
            "{0} leads back to this mailbox",
            "{0} mène de nouveau à cette boîte aux lettres",
            "{0} führt zu diesem Postfach zurück",
        ],
        Code::MomentInvalid => [
            "Enter a date and a time, such as 2026-07-01T08:00",
            "Saisissez une date et une heure, par exemple 2026-07-01T08:00",
            "Geben Sie Datum und Uhrzeit ein, zum Beispiel 2026-07-01T08:00",
        ],
        Code::PeriodReversed => [
            "The end must be after the beginning",
            "La fin doit être après le début",
            "Das Ende muss nach dem Beginn liegen",
        ],
        _ => ["At most {0}", "{0} au plus", "Höchstens {0}"],
    }
}

fn domain_sentence(code: Code) -> Texts {
    match code {
        Code::NameTaken => [
            "This name is already a domain or an alias of {0}",
            "Ce nom est déjà un domaine ou un alias de {0}",
            "Dieser Name ist schon eine Domain oder ein Alias von {0}",
        ],
        Code::NameTwice => [
            "This name is in the list twice",
            "Ce nom figure deux fois dans la liste",
            "Dieser Name steht zweimal in der Liste",
        ],
        Code::NameNotOwn => [
            "Choose one of the domain’s names",
            "Choisissez l’un des noms du domaine",
            "Wählen Sie einen der Namen der Domain",
        ],
        Code::NameInUse => [
            "Addresses that use this name and would go with it: {0}",
            "Adresses qui utilisent ce nom et disparaîtraient avec lui : {0}",
            "Adressen, die diesen Namen verwenden und mit ihm verschwänden: {0}",
        ],
        Code::NameCollides => [
            "With this name these addresses would exist twice: {0}",
            "Avec ce nom, ces adresses existeraient deux fois : {0}",
            "Mit diesem Namen gäbe es diese Adressen zweimal: {0}",
        ],
        Code::DomainNotEmpty => [
            "Entries the domain still has: {0}",
            "Entrées que le domaine contient encore : {0}",
            "Einträge, die die Domain noch hat: {0}",
        ],
        _ => [
            "Enter a domain name such as mycompany.com",
            "Saisissez un nom de domaine, par exemple monentreprise.fr",
            "Geben Sie einen Domainnamen ein, z. B. meinefirma.com",
        ],
    }
}

fn relay_sentence(code: Code) -> Texts {
    match code {
        Code::RelayHasScheme => [
            "Enter the host alone, without smtp:// before it",
            "Saisissez l’hôte seul, sans smtp:// devant",
            "Geben Sie nur den Host ein, ohne smtp:// davor",
        ],
        Code::RelayHasPath => [
            "Enter the host alone, without a path behind it",
            "Saisissez l’hôte seul, sans chemin derrière",
            "Geben Sie nur den Host ein, ohne Pfad dahinter",
        ],
        Code::RelaySeveralHosts => [
            "Enter one host only, without spaces or commas",
            "Saisissez un seul hôte, sans espace ni virgule",
            "Geben Sie nur einen Host ein, ohne Leerzeichen und Kommas",
        ],
        Code::RelayPort => [
            "The port is a number from 1 to 65535",
            "Le port est un nombre de 1 à 65535",
            "Der Port ist eine Zahl von 1 bis 65535",
        ],
        Code::RelayIsSelf => [
            "The relay must not be this server.",
            "Le relais ne peut pas être ce serveur.",
            "Das Relay darf nicht dieser Server sein.",
        ],
        Code::RelayRequired => [
            "Enter the relay first: unknown addresses have nowhere to go.",
            "Indiquez d’abord le relais : les adresses inconnues n’ont pas de destination.",
            "Geben Sie zuerst das Relay an: unbekannte Adressen haben sonst kein Ziel.",
        ],
        Code::RelayInUse => [
            "The relay cannot be removed: mailboxes that still use the alternate mail server: {0}",
            "Le relais ne peut pas être retiré : boîtes qui utilisent encore la messagerie tierce : {0}",
            "Das Relay kann nicht entfernt werden. Postfächer, die noch die Messaging-Drittanwendung nutzen: {0}",
        ],
        _ => [
            "Enter a host name or an IP address",
            "Saisissez un nom d’hôte ou une adresse IP",
            "Geben Sie einen Hostnamen oder eine IP-Adresse ein",
        ],
    }
}

#[expect(clippy::too_many_lines, reason = "a table with an entry for each rule")]
fn mail_sentence(code: Code) -> Texts {
    match code {
        Code::AddressTwice => [
            "This address is in the list twice",
            "Cette adresse figure deux fois dans la liste",
            "Diese Adresse steht zweimal in der Liste",
        ],
        Code::AddressCovered => [
            "Already covered by “All Aliases”",
            "Déjà couverte par « Tous les alias »",
            "Durch „Alle Aliase“ schon abgedeckt",
        ],
        Code::AddressTaken => [
            "Already used by {0}",
            "Déjà utilisée par {0}",
            "Wird schon von {0} verwendet",
        ],
        Code::AddressForeignName => [
            "Choose one of the domain’s names",
            "Choisissez l’un des noms du domaine",
            "Wählen Sie einen der Namen der Domain",
        ],
        Code::AddressRequired => [
            "Give at least one address",
            "Indiquez au moins une adresse",
            "Geben Sie mindestens eine Adresse an",
        ],
        Code::AddressOneDefault => [
            "Choose exactly one default address",
            "Choisissez une seule adresse par défaut",
            "Wählen Sie genau eine Standard-Mail-Adresse",
        ],
        Code::AddressOnlyOne => [
            "Only one address is possible here",
            "Une seule adresse est possible ici",
            "Hier ist nur eine Adresse möglich",
        ],
        Code::AddressNotOutside => [
            "This address is in this domain: enter one outside of it",
            "Cette adresse est dans ce domaine : saisissez-en une extérieure",
            "Diese Adresse liegt in dieser Domain: Geben Sie eine externe ein",
        ],
        Code::EntryTaken => [
            "This name is already used by {0}",
            "Ce nom est déjà utilisé par {0}",
            "Dieser Name wird schon von {0} verwendet",
        ],
        Code::EntryUnknown => [
            "There is no such entry in this domain",
            "Cette entrée n’existe pas dans ce domaine",
            "Diesen Eintrag gibt es in dieser Domain nicht",
        ],
        Code::EntryKind => [
            "This does not apply to an entry of this kind",
            "Cela ne s’applique pas à ce type d’entrée",
            "Das gilt nicht für Einträge dieser Art",
        ],
        Code::MemberUnknown => [
            "There is no {0} in this domain",
            "{0} n’existe pas dans ce domaine",
            "{0} gibt es in dieser Domain nicht",
        ],
        Code::MemberKind => [
            "Such an entry cannot be in a group",
            "Une telle entrée ne peut pas faire partie d’un groupe",
            "Ein solcher Eintrag kann nicht in einer Gruppe sein",
        ],
        Code::MemberCycle => [
            "The group would contain itself: {0}",
            "Le groupe se contiendrait lui-même : {0}",
            "Die Gruppe würde sich selbst enthalten: {0}",
        ],
        Code::MailTypeNeedsRelay => [
            "Set “Relay for splitted domains” on the domain first.",
            "Renseignez d’abord « Relais pour les domaines découpés » sur le domaine.",
            "Tragen Sie zuerst „Relay für geteilte Domains“ bei der Domain ein.",
        ],
        _ => [
            "Invalid email address",
            "Adresse email invalide",
            "Ungültige E-Mail-Adresse",
        ],
    }
}

const fn file_sentence(code: Code) -> [&'static str; 3] {
    match code {
        Code::ImportTwice => [
            "Line {0} is about the same entry",
            "La ligne {0} concerne la même entrée",
            "Zeile {0} betrifft denselben Eintrag",
        ],
        Code::ImportChangedSince => [
            "The domain was changed in the meantime: look at the changes again, then apply them",
            "Le domaine a été modifié entre-temps : revoyez les modifications, puis appliquez-les",
            "Die Domain wurde inzwischen geändert: Sehen Sie die Änderungen noch einmal an und wenden Sie sie dann an",
        ],
        Code::ImportRefused => [
            "Refused lines: {0}. Mend them, or leave them out",
            "Lignes refusées : {0}. Corrigez-les ou laissez-les de côté",
            "Abgelehnte Zeilen: {0}. Verbessern Sie sie oder lassen Sie sie weg",
        ],
        Code::ImportNotText => [
            "This is not a text file: save the table as CSV",
            "Ce n’est pas un fichier texte : enregistrez le tableau au format CSV",
            "Das ist keine Textdatei: Speichern Sie die Tabelle als CSV",
        ],
        Code::ImportEmpty => [
            "There is no line below the headings",
            "Il n’y a aucune ligne sous les en-têtes",
            "Unter den Überschriften steht keine Zeile",
        ],
        Code::ImportTooLarge => [
            "The file is larger than {0} MiB",
            "Le fichier dépasse {0} Mo",
            "Die Datei ist größer als {0} MiB",
        ],
        Code::ImportUnknownColumn => [
            "No column is called “{0}”: rename or remove it",
            "Aucune colonne ne s’appelle « {0} » : renommez-la ou supprimez-la",
            "Keine Spalte heißt „{0}“: Benennen Sie sie um oder entfernen Sie sie",
        ],
        Code::ImportColumnTwice => [
            "The column “{0}” stands twice",
            "La colonne « {0} » figure deux fois",
            "Die Spalte „{0}“ steht zweimal da",
        ],
        Code::ImportCells => [
            "This line has {0} cells, the headings are {1}",
            "Cette ligne a {0} cellules, il y a {1} en-têtes",
            "Diese Zeile hat {0} Zellen, es sind {1} Überschriften",
        ],
        Code::ImportOpenQuote => [
            "The quotation mark opened in line {0} is not closed: the lines below it would be lost",
            "Le guillemet ouvert à la ligne {0} n’est pas fermé : les lignes suivantes seraient perdues",
            "Das in Zeile {0} geöffnete Anführungszeichen wird nicht geschlossen: Die Zeilen darunter gingen verloren",
        ],
        // The only one left.
        _ => [
            "A column “login” or “name” is needed",
            "Il faut une colonne « identifiant » ou « nom »",
            "Eine Spalte „Login“ oder „Name“ wird gebraucht",
        ],
    }
}
