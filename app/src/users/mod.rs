//! The pages of a user: new, General, Mail, deleting.

mod address_data;
mod address_note;
mod address_row;
mod address_table;
mod name_fields;
mod row;
mod sentences;

#[cfg(feature = "ssr")]
mod delete;
#[cfg(feature = "ssr")]
mod forms;
#[cfg(feature = "ssr")]
mod general;
#[cfg(feature = "ssr")]
mod mail;
#[cfg(feature = "ssr")]
mod mail_fields;
#[cfg(feature = "ssr")]
mod mail_form;
#[cfg(feature = "ssr")]
mod mail_tab;
#[cfg(feature = "ssr")]
mod new;
#[cfg(feature = "ssr")]
mod opened;
#[cfg(feature = "ssr")]
mod password_fields;

#[cfg(feature = "ssr")]
pub(crate) use {
    mail_fields::{Addresses, MailTypeField, Mailbox},
    mail_form::MailForm,
    mail_tab::{MailTab, differences, is_shown, is_slave, relay, servers},
    opened::{Opened, UserHead, UserTab, WhyNot, errors, expanded, page},
};

#[cfg(feature = "ssr")]
pub use opened::shown_address;

pub use address_data::NameChoice;

#[cfg(feature = "ssr")]
use axum::{Router, routing::get};

#[cfg(feature = "ssr")]
use crate::paths;

/// The pages of a user.
#[cfg(feature = "ssr")]
pub fn router() -> Router {
    Router::new()
        .route(paths::NEW_USER, get(new::show).post(new::create))
        .route(paths::USER, get(general::show).post(general::save))
        .route(paths::USER_MAIL, get(mail::show).post(mail::save))
        .route(paths::USER_DELETE, get(delete::show).post(delete::delete))
}
