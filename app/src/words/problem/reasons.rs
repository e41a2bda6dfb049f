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
        Rule::Group => [
            "{0} is a group: its mail goes to its members.",
            "{0} est un groupe : son courrier va à ses membres.",
            "{0} ist eine Gruppe: Ihre E-Mails gehen an die Mitglieder.",
        ],
        Rule::MemberSuspended => [
            "The member {0} is left out: suspended.",
            "Le membre {0} est écarté : suspendu.",
            "Das Mitglied {0} wird ausgelassen: gesperrt.",
        ],
        Rule::MemberNotTicked => [
            "The member {0} is left out: its default address is not ticked for the alternate mail server.",
            "Le membre {0} est écarté : son adresse par défaut n’est pas cochée pour la messagerie tierce.",
            "Das Mitglied {0} wird ausgelassen: Seine Standard-Mail-Adresse ist nicht für die Messaging-Drittanwendung angekreuzt.",
        ],
        Rule::MemberNoMail => [
            "The member {0} is left out: no email processing and no outside address.",
            "Le membre {0} est écarté : pas de messagerie ni d’adresse externe.",
            "Das Mitglied {0} wird ausgelassen: keine E-Mail-Verarbeitung und keine externe Adresse.",
        ],
        Rule::MemberNoAddress => [
            "The member {0} is left out: it has no address.",
            "Le membre {0} est écarté : il n’a pas d’adresse.",
            "Das Mitglied {0} wird ausgelassen: Es hat keine Adresse.",
        ],
        Rule::MemberEmptyGroup => [
            "The group {0} inside it reaches nobody.",
            "Le groupe {0} qu’il contient n’atteint personne.",
            "Die enthaltene Gruppe {0} erreicht niemanden.",
        ],
        Rule::ReachesNobody => [
            "The group {0} reaches nobody: its mail is refused.",
            "Le groupe {0} n’atteint personne : son courrier est refusé.",
            "Die Gruppe {0} erreicht niemanden: Ihre E-Mails werden abgewiesen.",
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
        Rule::Filtered => [
            "In the mailbox the filters of the domain run: {0}.",
            "Dans la boîte aux lettres, les filtres du domaine s’exécutent : {0}.",
            "Im Postfach laufen die Filter der Domain: {0}.",
        ],
        Rule::Forwarded => [
            "From the mailbox it is forwarded to {0}; a copy stays.",
            "De la boîte aux lettres, il est transféré à {0} ; une copie reste.",
            "Vom Postfach wird sie an {0} weitergeleitet; eine Kopie bleibt.",
        ],
        Rule::ForwardedAway => [
            "From the mailbox it is forwarded to {0}; no copy stays.",
            "De la boîte aux lettres, il est transféré à {0} ; aucune copie ne reste.",
            "Vom Postfach wird sie an {0} weitergeleitet; keine Kopie bleibt.",
        ],
        Rule::Answered => [
            "The sender gets an automatic reply.",
            "L’expéditeur reçoit une réponse automatique.",
            "Der Absender bekommt eine automatische Antwort.",
        ],
    }
}
