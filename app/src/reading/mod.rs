//! How somebody reads: language, time zone, and the way dates and times are written.

mod choices;
mod fields;
mod moment;

pub use choices::{date_example, time_example};
pub use fields::{ReadingFields, ReadingValues};
pub use moment::written;
