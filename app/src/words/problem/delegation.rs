//! A sentence for every rule about units and rights: English, French, German.

use model::Code;

use super::Texts;

pub(super) fn delegation_sentence(code: Code) -> Texts {
    match code {
        Code::UnitTaken => [
            "An organizational unit of this name is there already",
            "Une unité d’organisation de ce nom existe déjà à cet endroit",
            "Eine Organisationseinheit dieses Namens gibt es dort schon",
        ],
        Code::UnitSeparator => [
            "A name contains no /, which separates the names in a path",
            "Un nom ne contient pas de /, qui sépare les noms d’un chemin",
            "Ein Name enthält kein /, das die Namen in einem Pfad trennt",
        ],
        Code::UnitCycle => [
            "The unit would be below itself",
            "L’unité se trouverait sous elle-même",
            "Die Einheit läge unter sich selbst",
        ],
        Code::UnitTooDeep => [
            "Too many units inside each other",
            "Trop d’unités les unes dans les autres",
            "Zu viele Einheiten ineinander",
        ],
        Code::UnitNotEmpty => [
            "Still there: entries {0}, units below {1}, administrators {2}",
            "Il reste : entrées {0}, unités en dessous {1}, administrateurs {2}",
            "Noch vorhanden: Einträge {0}, Einheiten darunter {1}, Administratoren {2}",
        ],
        Code::UnitRequired => [
            "Choose one of your organizational units",
            "Choisissez l’une de vos unités d’organisation",
            "Wählen Sie eine Ihrer Organisationseinheiten",
        ],
        Code::RightMissing => [
            "You do not hold the right for this in this organizational unit",
            "Vous n’avez pas ce droit dans cette unité d’organisation",
            "Dieses Recht haben Sie in dieser Organisationseinheit nicht",
        ],
        Code::RightNotHeld => [
            "Nobody gives a right he does not hold himself",
            "On ne peut donner un droit que l’on n’a pas",
            "Niemand vergibt ein Recht, das er selbst nicht hat",
        ],
        Code::RankAbove => [
            "Holds more rights than you",
            "A plus de droits que vous",
            "Hat mehr Rechte als Sie",
        ],
        Code::AdministratorUnknown => [
            "There is no user {0} here",
            "L’utilisateur {0} n’existe pas ici",
            "Den Benutzer {0} gibt es hier nicht",
        ],
        _ => [
            "There is no organizational unit {0}",
            "L’unité d’organisation {0} n’existe pas",
            "Die Organisationseinheit {0} gibt es nicht",
        ],
    }
}
