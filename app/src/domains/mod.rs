//! Domains: the list, a new one, and the pages of one: General, Mail System, Administrators, deletion.

mod alias_rows;
mod preview;
mod quota_field;
mod role_picture;
mod routing_fields;
pub(crate) mod typed;

pub use alias_rows::{AliasRow, AliasRows, AliasWords};
pub use preview::{Destination, Preview};
pub use quota_field::{QuotaField, QuotaValue, QuotaWords};
pub use role_picture::{RolePicture, RoleWords};
pub use routing_fields::{RoutingFields, RoutingValues, RoutingWords};

#[cfg(feature = "ssr")]
pub mod administrators;
#[cfg(feature = "ssr")]
mod choices;
#[cfg(feature = "ssr")]
pub mod delete;
#[cfg(feature = "ssr")]
pub mod deleted;
#[cfg(feature = "ssr")]
mod drafts;
#[cfg(feature = "ssr")]
pub mod general;
#[cfg(feature = "ssr")]
mod general_fields;
#[cfg(feature = "ssr")]
pub mod list;
#[cfg(feature = "ssr")]
mod mail_facts;
#[cfg(feature = "ssr")]
pub mod mail_system;
#[cfg(feature = "ssr")]
mod mail_words;
#[cfg(feature = "ssr")]
pub mod new;
#[cfg(feature = "ssr")]
mod opened;

#[cfg(feature = "ssr")]
pub use opened::{DomainTab, DomainTabs, EnterSaves, Facts, Opened, UnsavedNote, guard};
