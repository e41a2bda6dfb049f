//! The sentences of broken rules and of the steps of a routing decision.

use model::{
    Code, Problem,
    quota::{self, Unit},
    route::{Rule, Step},
    user::PASSWORD_MIN,
};

use super::{Lang, fill};

/// What is wrong, in words. Sizes given in KiB are written in the unit that fits.
pub fn problem(lang: Lang, problem: &Problem) -> String {
    if problem.code == Code::NameTaken && problem.args.is_empty() {
        // Of a domain the caller may not see, not even the name is told.
        return pick(
            lang,
            [
                "This name is already used",
                "Ce nom est déjà utilisé",
                "Dieser Name wird schon verwendet",
            ],
        )
        .to_owned();
    }
    let text = pick(lang, sentence(problem.code));
    match (
        problem.code,
        problem.args.first().and_then(|kib| kib.parse().ok()),
    ) {
        (Code::QuotaOverMaximum, Some(kib)) => fill(text, &[size(lang, kib)]),
        (Code::PasswordTooShort, _) => fill(text, &[PASSWORD_MIN.to_string()]),
        _ => fill(text, &problem.args),
    }
}

/// Why a rule of routing applied, in words.
pub fn step(lang: Lang, step: &Step) -> String {
    fill(pick(lang, reason(step.rule)), &step.args)
}

/// A size in words, such as `1 GiB`.
pub fn size(lang: Lang, kib: i64) -> String {
    let (number, unit) = quota::to_form(kib);
    format!("{number} {}", unit_name(lang, unit))
}

/// The name of a unit of size.
pub fn unit_name(lang: Lang, unit: Unit) -> &'static str {
    match (lang, unit) {
        (Lang::Fr, Unit::Mib) => "Mo",
        (Lang::Fr, Unit::Gib) => "Go",
        (_, Unit::Mib) => "MiB",
        (_, Unit::Gib) => "GiB",
    }
}

type Texts = [&'static str; 3];

const fn pick(lang: Lang, [en, fr, de]: Texts) -> &'static str {
    match lang {
        Lang::En => en,
        Lang::Fr => fr,
        Lang::De => de,
    }
}

fn sentence(code: Code) -> Texts {
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
        Code::UnknownValue => [
            "Choose one of the values offered",
            "Choisissez l’une des valeurs proposées",
            "Wählen Sie einen der angebotenen Werte",
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
        Code::RelayInvalid
        | Code::RelayHasScheme
        | Code::RelayHasPath
        | Code::RelaySeveralHosts
        | Code::RelayPort
        | Code::RelayIsSelf
        | Code::RelayRequired
        | Code::RelayInUse => relay_sentence(code),
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
            "Mailboxes that have a larger quota or none: {0}",
            "Boîtes ayant un quota plus grand ou sans quota : {0}",
            "Postfächer mit größerer oder ohne Quota: {0}",
        ],
        Code::QuotaInvalid => [
            "Enter a whole number above 0",
            "Saisissez un entier supérieur à 0",
            "Geben Sie eine ganze Zahl über 0 ein",
        ],
        Code::PasswordTooShort => [
            "At least {0} characters",
            "Au moins {0} caractères",
            "Mindestens {0} Zeichen",
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
            "{0} mailboxes still use the alternate mail server: the relay cannot be removed.",
            "{0} boîtes utilisent encore la messagerie tierce : le relais ne peut pas être retiré.",
            "{0} Postfächer nutzen noch die Messaging-Drittanwendung: Das Relay kann nicht entfernt werden.",
        ],
        _ => [
            "Enter a host name or an IP address",
            "Saisissez un nom d’hôte ou une adresse IP",
            "Geben Sie einen Hostnamen oder eine IP-Adresse ein",
        ],
    }
}

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

fn reason(rule: Rule) -> Texts {
    match rule {
        Rule::NotAnAddress => [
            "“{0}” is not an address.",
            "« {0} » n’est pas une adresse.",
            "„{0}“ ist keine Adresse.",
        ],
        Rule::NotOurs => [
            "{0} is no name of a domain here.",
            "{0} n’est le nom d’aucun domaine ici.",
            "{0} ist hier kein Name einer Domain.",
        ],
        Rule::DomainName => [
            "{0} is the name of a domain here.",
            "{0} est le nom d’un domaine d’ici.",
            "{0} ist der Name einer Domain hier.",
        ],
        Rule::AliasDomain => [
            "{0} is an alias of the domain {1}.",
            "{0} est un alias du domaine {1}.",
            "{0} ist ein Alias der Domain {1}.",
        ],
        Rule::Address => [
            "{0} is an address of {1}.",
            "{0} est une adresse de {1}.",
            "{0} ist eine Adresse von {1}.",
        ],
        Rule::AddressWithoutTag => [
            "Without its tag, {0} is an address of {1}.",
            "Sans son suffixe, {0} est une adresse de {1}.",
            "Ohne Zusatz ist {0} eine Adresse von {1}.",
        ],
        Rule::AllNames => [
            "{0} stands for all names of the domain.",
            "{0} vaut pour tous les noms du domaine.",
            "{0} gilt für alle Namen der Domain.",
        ],
        Rule::UnknownAddress => [
            "No entry of the domain has this address.",
            "Aucune entrée du domaine n’a cette adresse.",
            "Kein Eintrag der Domain hat diese Adresse.",
        ],
        Rule::Suspended => [
            "{0} is suspended: mail is refused.",
            "{0} est suspendu : le courrier est refusé.",
            "{0} ist deaktiviert: E-Mails werden abgewiesen.",
        ],
        Rule::Mailbox => [
            "The mailbox is on this system, at {0}.",
            "La boîte aux lettres est sur ce système, à {0}.",
            "Das Postfach ist auf diesem System, bei {0}.",
        ],
        Rule::Alternate => [
            "The address is ticked for the alternate mail server: relay {0}.",
            "L’adresse est cochée pour la messagerie tierce : relais {0}.",
            "Die Adresse ist für die Messaging-Drittanwendung angekreuzt: Relay {0}.",
        ],
        Rule::RewrittenToDefault => [
            "The domain delivers to the default address: {0}.",
            "Le domaine remet à l’adresse par défaut : {0}.",
            "Die Domain stellt an die Standard-Mail-Adresse zu: {0}.",
        ],
        Rule::NotTicked => [
            "The user has the alternate mail server, but {0} is not ticked: it counts as unknown.",
            "L’utilisateur est sur la messagerie tierce, mais {0} n’est pas cochée : elle compte comme inconnue.",
            "Der Benutzer nutzt die Messaging-Drittanwendung, aber {0} ist nicht angekreuzt: Sie gilt als unbekannt.",
        ],
        Rule::NoMail => [
            "{0} has no email processing: the address counts as unknown.",
            "{0} n’a pas de messagerie : l’adresse compte comme inconnue.",
            "{0} hat keine E-Mail-Verarbeitung: Die Adresse gilt als unbekannt.",
        ],
        Rule::ForwardUnknown => [
            "Unknown addresses of the domain go to the relay {0}.",
            "Les adresses inconnues du domaine partent vers le relais {0}.",
            "Unbekannte Adressen der Domain gehen an das Relay {0}.",
        ],
        Rule::RefuseUnknown => [
            "Unknown addresses of {0} are refused.",
            "Les adresses inconnues de {0} sont refusées.",
            "Unbekannte Adressen von {0} werden abgewiesen.",
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::tests::assert_complete;

    #[test]
    fn every_broken_rule_has_a_sentence_in_every_language() {
        for code in Code::ALL {
            assert_complete(code.as_str(), sentence(*code));
        }
    }

    #[test]
    fn a_maximum_is_told_in_its_unit() {
        let over = Problem::new("quota_kib", Code::QuotaOverMaximum).with(2 * 1024 * 1024);
        assert_eq!(problem(Lang::Fr, &over), "2 Go au plus, maximum du domaine");
    }
}
