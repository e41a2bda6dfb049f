//! A sentence for every rule of routing: English, French, German.

use model::route::Rule;

use super::Texts;

/// Why the rule applied, with places for its values.
#[expect(clippy::too_many_lines, reason = "a table with an entry for each rule")]
pub(super) fn reason(rule: Rule) -> Texts {
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
