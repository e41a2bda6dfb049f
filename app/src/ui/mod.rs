//! Building blocks on native elements: the same code renders on the server and inside islands.
//!
//! No word of the mail domain and no sentence stands here; every text comes in as a property, so
//! that it can be in any language. Texts bound to a control are bound with the attributes that
//! assistive technology reads.

mod breadcrumb;
mod button;
mod choice;
mod field;
mod icon;
#[cfg(feature = "ssr")]
mod moment;
mod notice;
mod page_links;
mod save_bar;
mod section;
mod table;
mod tabs;
mod theme;

pub use breadcrumb::{Breadcrumb, Crumb};
pub use button::{
    DANGER_BUTTON_CLASS, ICON_BUTTON_CLASS, PRIMARY_BUTTON_CLASS, QUIET_BUTTON_CLASS,
    SECONDARY_BUTTON_CLASS,
};
pub use choice::{Choice, RadioGroup, SelectField};
pub use field::{
    CheckboxField, FieldFrame, KeyboardStart, TextField, described_by, starts_keyboard,
};
pub use icon::{Glyph, Icon};
#[cfg(feature = "ssr")]
pub use moment::Moment;
pub use notice::{Notice, Tone};
pub use page_links::PageLinks;
pub use save_bar::SaveBar;
pub use section::Section;
pub use table::Table;
pub use tabs::{Tab, Tabs};
pub use theme::Theme;
