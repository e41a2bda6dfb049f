//! The home page and the start pages of the sections.

use axum::response::Response;

use crate::{caller::Caller, frame::Page, words::FrameWord};

/// GET: the home page.
pub async fn show(caller: Caller) -> Response {
    let title = caller.lang.say(FrameWord::CentralAdministration);
    Page::new(caller, title).show(|| ()).await
}
