//! Help: the keys, and where things known from another console are.

mod keys;
mod moved;

use axum::response::Response;
use leptos::prelude::*;

pub use keys::KeysDialog;

use crate::caller::Caller;
use crate::frame::Page;
use crate::search::Here;
use crate::ui::Glyph;
use crate::words::FindingWord;

/// GET: all of it on one page.
pub async fn show(caller: Caller) -> Response {
    let lang = caller.lang;
    let here = Here::of(&caller.uri).or_only_domain(&caller).await;
    let page = Page::new(caller.clone(), lang.say(FindingWord::Help)).glyph(Glyph::Help);
    page.show(move || {
        view! {
            <div class="flex max-w-5xl flex-col gap-8">
                <keys::Keys lang is_on=caller.single_keys />
                <moved::Moved caller here />
            </div>
        }
    })
    .await
}
