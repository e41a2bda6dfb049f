//! Words of forwarding and the automatic reply.

use super::words;

words! {
    /// Forwarding and automatic reply of an entry.
    pub enum HandlingWord {
        Tab: "Forwarding and reply" | "Transfert et réponse" | "Weiterleitung und Antwort",
        TabReply: "Automatic reply" | "Réponse automatique" | "Automatische Antwort",
        OnlyHere: "This counts only for a mailbox on this system: the mail type is another now, so nothing of it is done." | "Cela ne vaut que pour une boîte aux lettres sur ce système : le type de messagerie est actuellement différent, rien n’en est fait." | "Das gilt nur für ein Postfach auf diesem System: Der Mail-Typ ist derzeit ein anderer, daher geschieht nichts davon.",
        ForwardTitle: "Forward emails" | "Transfert des messages" | "E-Mails weiterleiten",
        ForwardActive: "Forward messages" | "Transférer les messages reçus" | "Nachrichten weiterleiten",
        ForwardTo: "Forward messages to" | "Transférer les messages reçus à" | "Nachrichten weiterleiten an",
        ForwardToHelp: "One address per line, here or outside." | "Une adresse par ligne, ici ou à l’extérieur." | "Eine Adresse pro Zeile, hier oder extern.",
        KeepCopy: "Copy" | "Copie" | "Kopie",
        KeepCopyYes: "Keep a copy in the inbox" | "Conserver une copie dans la boîte de réception" | "Eine Kopie im Posteingang behalten",
        KeepCopyNo: "Do not keep a copy" | "Ne pas conserver de copie" | "Keine Kopie behalten",
        KeepCopyNoHelp: "The mailbox here stays empty." | "La boîte aux lettres ici reste vide." | "Das Postfach hier bleibt leer.",
        ReplyTitle: "Automatic reply" | "Réponse automatique" | "Automatische Antwort",
        ReplyActive: "Automatic reply" | "Réponse automatique" | "Automatische Antwort",
        ReplyOff: "Automatic reply OFF" | "Ne pas envoyer de réponses automatiques" | "Automatische Antwort AUS",
        ReplyOn: "Automatic reply ON" | "Envoyer des réponses automatiques" | "Automatische Antwort AN",
        ReplyHelp: "Whoever writes is answered once in seven days; mailing lists, bounces and automatic mail are not." | "Chaque correspondant reçoit une réponse une fois en sept jours ; pas les listes, les avis d’erreur ni le courrier automatique." | "Wer schreibt, bekommt einmal in sieben Tagen Antwort; Mailinglisten, Fehlermeldungen und automatische E-Mails nicht.",
        From: "From" | "Du" | "Von",
        To: "To" | "Jusqu’au" | "Bis",
        PeriodHelp: "Time zone {0}. Empty: at once, without end." | "Fuseau horaire {0}. Vide : tout de suite, sans fin." | "Zeitzone {0}. Leer: sofort, ohne Ende.",
        Subject: "Subject" | "Sujet" | "Betreff",
        Message: "Message" | "Message" | "Nachricht",
    }
}
