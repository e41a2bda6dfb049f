//! Looks of buttons, for `<button>` and for links that lead to an action.
//!
//! They are class lists and not a component, so that `type`, `form`, `name` and events stay plain
//! attributes of the native element.

/// The one main action of a page: Save, Create.
pub const PRIMARY_BUTTON_CLASS: &str = "inline-flex min-h-8 items-center justify-center gap-2 rounded \
    border border-accent bg-accent px-3 py-1 font-medium text-on-accent no-underline \
    hover:border-accent-hover hover:bg-accent-hover";

/// Any other action.
pub const SECONDARY_BUTTON_CLASS: &str = "inline-flex min-h-8 items-center justify-center gap-2 \
    rounded border border-line-strong bg-panel px-3 py-1 font-medium text-ink no-underline \
    hover:bg-hover";

/// An action that takes something away.
pub const DANGER_BUTTON_CLASS: &str = "inline-flex min-h-8 items-center justify-center gap-2 rounded \
    border border-danger bg-danger px-3 py-1 font-medium text-on-danger no-underline \
    hover:border-danger-hover hover:bg-danger-hover";

/// An action that must not catch the eye.
pub const QUIET_BUTTON_CLASS: &str = "inline-flex min-h-8 items-center justify-center gap-2 rounded \
    border border-transparent px-2 py-1 text-muted no-underline hover:bg-hover hover:text-ink";

/// A button that shows an icon only; it needs an `aria-label`.
pub const ICON_BUTTON_CLASS: &str = "inline-flex size-8 shrink-0 items-center justify-center rounded \
    border border-transparent text-muted hover:bg-hover hover:text-ink aria-pressed:border-line-strong \
    aria-pressed:bg-selected aria-pressed:text-ink";
