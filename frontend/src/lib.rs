//! Wakes the console's islands in the browser. Everything else is server code.

// Named so that the islands, which only the page's HTML refers to, are linked.
use app as _;
use wasm_bindgen::prelude::wasm_bindgen;

/// Called once by the page's script when the module has loaded.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}
