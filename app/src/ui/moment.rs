//! When something was.

use leptos::prelude::*;

/// A moment in universal time, the same for everybody who looks at it.
#[component]
pub fn Moment(
    /// Seconds since 1970.
    at: i64,
) -> impl IntoView {
    let moment = time::OffsetDateTime::from_unix_timestamp(at)
        .ok()
        .map(|at| {
            let date = at.date();
            format!("{date} {:02}:{:02}", at.hour(), at.minute())
        });
    moment.map(|moment| {
        let machine = format!("{}Z", moment.replace(' ', "T"));
        view! { <time datetime=machine>{moment} " UTC"</time> }
    })
}
