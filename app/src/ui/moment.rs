//! When something was.

use leptos::prelude::*;

use crate::caller;
use crate::reading::written;

/// A moment in the time zone and formats of whoever looks at it.
#[component]
pub fn Moment(
    /// Seconds since 1970.
    at: i64,
) -> impl IntoView {
    let reading = caller::current()
        .map(|caller| caller.reading)
        .unwrap_or_default();
    let machine = jiff::Timestamp::from_second(at).map(|moment| moment.to_string());
    machine.ok().map(|machine| {
        view! {
            <time datetime=machine class="whitespace-nowrap">
                {written(at, &reading)}
            </time>
        }
    })
}
