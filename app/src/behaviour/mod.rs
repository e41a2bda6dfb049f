//! What every page can do with a script, asked for by attributes in its HTML:
//!
//! | attribute | on | does |
//! |---|---|---|
//! | `data-guard` | a form | leaving with unsaved changes asks first; `data-guard="dirty"` when it came back unsaved |
//! | `data-leave` | a link | leaves without asking: Cancel |
//! | `data-unsaved` | any element with `hidden` | shown while something is unsaved |
//! | `data-live="id"` | a GET form | what is typed filters the element `id` at once |
//! | `aria-busy`, `data-slow` | the element such a form filters | set while it is awaited; the sentence for a long wait |
//! | `data-follow` | an element with `id` | asked for again every second, until it comes without the attribute |
//! | `data-count` | in such an element | what a screen reader is told; without it the number of rows |
//! | `data-ticks="name"` | a form | remembers under a name which boxes `entry` of the list are ticked, on all its pages |
//! | `data-ticks-done="name"` | a form | forgets them when it is sent |
//! | `data-tick-page`, `data-tick-none` | a box, a button, both `hidden` | tick the page, untick everything |
//! | `data-ticked` | any element | how many are ticked, in the words of the form's `data-ticks-words` |
//! | `data-auto-submit` | a form | sent when a choice in it changes |
//! | `data-without-script` | any element | not needed here: hidden |
//! | `data-copy="text"` | a button | copies the text; hidden where the browser does not let pages copy |
//! | `data-key="create-edit"` | a button | Ctrl+Enter in its form |
//! | `data-key="cancel"` | a link | Escape |
//! | `data-key="filter"` | a field | `/` puts the keyboard there |
//! | `data-rows` | a list | `j`, `k` and the arrows walk through it, as through every table of rows with links |
//! | `data-opens="palette"` | a link to the search | opens the palette instead, as Ctrl+K does |
//! | `data-ctrl` | the word Ctrl | ⌘ where keyboards have that |
//! | `data-with-script` | any element | of use here only: hidden without a script |
//! | `data-single-keys="off"` | the root | keys without Ctrl do nothing |
//!
//! Ctrl+S saves the guarded form of the page, `?` shows the keys, `g` and a letter go to a place. A
//! fragment that is a field's gets the keyboard. Without a script all of this is plain forms and links.

#[cfg(feature = "hydrate")]
mod busy;
#[cfg(feature = "hydrate")]
mod copy;
#[cfg(feature = "hydrate")]
mod fetched;
#[cfg(feature = "hydrate")]
mod follow;
#[cfg(feature = "hydrate")]
mod guard;
#[cfg(feature = "hydrate")]
mod keys;
#[cfg(feature = "hydrate")]
mod live_list;
#[cfg(feature = "hydrate")]
mod palette;
#[cfg(feature = "hydrate")]
mod places;
#[cfg(feature = "hydrate")]
mod shortcuts;
#[cfg(feature = "hydrate")]
mod ticks;

use leptos::prelude::*;

use crate::packed::packed;
use crate::ui::{DANGER_BUTTON_CLASS, SECONDARY_BUTTON_CLASS};

packed! {
    /// The texts of [`Behaviour`].
    pub struct BehaviourWords {
        /// Asks before changes are lost.
        pub unsaved: String,
        /// Loses them.
        pub leave: String,
        /// Does not.
        pub stay: String,
        /// Nothing was found.
        pub none: String,
        /// One thing was found.
        pub one: String,
        /// `{0}` things were found.
        pub many: String,
        /// `{0}` was copied.
        pub copied: String,
        /// The answer takes long.
        pub slow: String,
    }
}

/// Stands once on every page. It listens to the whole document, so parts of the page may come and go.
#[island]
pub fn Behaviour(
    /// Its texts.
    words: BehaviourWords,
) -> impl IntoView {
    let dialog = NodeRef::<leptos::html::Dialog>::new();
    let status = NodeRef::<leptos::html::P>::new();
    #[cfg(feature = "hydrate")]
    {
        let counts = [words.none.clone(), words.one.clone(), words.many.clone()];
        let others = [words.copied.clone(), words.slow.clone()];
        Effect::new(move |_| start(dialog, status, counts.clone(), others.clone()));
    }
    view! {
        <dialog node_ref=dialog aria-labelledby="leave-question">
            <form method="dialog" class="flex flex-col gap-4">
                <p id="leave-question" class="font-medium">
                    {words.unsaved}
                </p>
                <div class="flex flex-wrap justify-end gap-2">
                    <button type="submit" value="leave" class=DANGER_BUTTON_CLASS>
                        {words.leave}
                    </button>
                    <button type="submit" value="stay" class=SECONDARY_BUTTON_CLASS autofocus>
                        {words.stay}
                    </button>
                </div>
            </form>
        </dialog>
        <p node_ref=status role="status" class="sr-only"></p>
    }
}

#[cfg(feature = "hydrate")]
fn start(
    dialog: NodeRef<leptos::html::Dialog>,
    status: NodeRef<leptos::html::P>,
    counts: [String; 3],
    [copied, slow]: [String; 2],
) {
    let (Some(dialog), Some(status)) = (dialog.get_untracked(), status.get_untracked()) else {
        return;
    };
    if let Some(root) = document().document_element() {
        // Fails only when the name of the attribute is malformed.
        let _ = root.set_attribute("data-script", "");
    }
    let guard = guard::start(dialog);
    let palette = palette::start(status.clone());
    keys::start(guard.clone());
    shortcuts::start(guard, palette);
    places::start();
    copy::start(status.clone(), copied);
    follow::start(status.clone());
    ticks::start();
    live_list::start(status, counts, slow);
}
