//! What the server hands to islands: structs that travel as one flat list of texts.
//!
//! A derived reader spends several kilobytes of the browser's module on every struct; all packed ones
//! share the reader of a list, and each adds little more than a call for every field.

use std::vec::IntoIter;

use model::Code;

/// Something that can be put into a list of texts and taken out again, in order.
pub trait Packed: Sized {
    /// Adds it to a list.
    fn pack(self, into: &mut Vec<String>);
    /// Takes it from a list that [`Packed::pack`] made.
    fn unpack(from: &mut IntoIter<String>) -> Self;
}

impl Packed for String {
    fn pack(self, into: &mut Vec<String>) {
        into.push(self);
    }

    fn unpack(from: &mut IntoIter<String>) -> Self {
        from.next().unwrap_or_default()
    }
}

impl Packed for bool {
    fn pack(self, into: &mut Vec<String>) {
        into.push(if self { "1" } else { "" }.to_owned());
    }

    fn unpack(from: &mut IntoIter<String>) -> Self {
        !String::unpack(from).is_empty()
    }
}

impl Packed for usize {
    fn pack(self, into: &mut Vec<String>) {
        into.push(self.to_string());
    }

    fn unpack(from: &mut IntoIter<String>) -> Self {
        String::unpack(from).parse().unwrap_or_default()
    }
}

impl Packed for Code {
    fn pack(self, into: &mut Vec<String>) {
        into.push(self.as_str().to_owned());
    }

    fn unpack(from: &mut IntoIter<String>) -> Self {
        let name = String::unpack(from);
        let known = Self::ALL.iter().find(|code| code.as_str() == name);
        // Page and module are of one build: a code the one knows the other knows, too.
        known.copied().unwrap_or(Self::UnknownValue)
    }
}

impl<T: Packed> Packed for Option<T> {
    fn pack(self, into: &mut Vec<String>) {
        self.is_some().pack(into);
        if let Some(value) = self {
            value.pack(into);
        }
    }

    fn unpack(from: &mut IntoIter<String>) -> Self {
        bool::unpack(from).then(|| T::unpack(from))
    }
}

impl<T: Packed> Packed for Vec<T> {
    fn pack(self, into: &mut Vec<String>) {
        self.len().pack(into);
        for value in self {
            value.pack(into);
        }
    }

    fn unpack(from: &mut IntoIter<String>) -> Self {
        let length = usize::unpack(from);
        (0..length).map(|_| T::unpack(from)).collect()
    }
}

impl<T: Packed, const N: usize> Packed for [T; N] {
    fn pack(self, into: &mut Vec<String>) {
        for value in self {
            value.pack(into);
        }
    }

    fn unpack(from: &mut IntoIter<String>) -> Self {
        std::array::from_fn(|_| T::unpack(from))
    }
}

impl<A: Packed, B: Packed> Packed for (A, B) {
    fn pack(self, into: &mut Vec<String>) {
        self.0.pack(into);
        self.1.pack(into);
    }

    fn unpack(from: &mut IntoIter<String>) -> Self {
        (A::unpack(from), B::unpack(from))
    }
}

/// Declares a struct that is [`Packed`] field by field and travels so.
macro_rules! packed {
    ($(#[$meta:meta])* pub struct $name:ident { $($(#[$field_meta:meta])* pub $field:ident: $type:ty,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(from = "Vec<String>", into = "Vec<String>")]
        pub struct $name { $($(#[$field_meta])* pub $field: $type,)+ }

        impl $crate::packed::Packed for $name {
            fn pack(self, into: &mut Vec<String>) {
                $($crate::packed::Packed::pack(self.$field, into);)+
            }

            fn unpack(from: &mut std::vec::IntoIter<String>) -> Self {
                Self { $($field: $crate::packed::Packed::unpack(from),)+ }
            }
        }

        impl From<Vec<String>> for $name {
            fn from(texts: Vec<String>) -> Self {
                $crate::packed::Packed::unpack(&mut texts.into_iter())
            }
        }

        impl From<$name> for Vec<String> {
            fn from(value: $name) -> Self {
                let mut texts = Self::new();
                $crate::packed::Packed::pack(value, &mut texts);
                texts
            }
        }
    };
}

pub(crate) use packed;

#[cfg(test)]
mod tests {
    use super::*;

    packed! {
        /// Every kind of field.
        #[derive(Default)]
        pub struct All {
            pub text: String,
            pub flag: bool,
            pub maybe: Option<(String, String)>,
            pub nothing: Option<usize>,
            pub pair: [String; 2],
            pub list: Vec<(Code, String)>,
            pub inner: Vec<Inner>,
            pub last: String,
        }
    }

    packed! {
        /// One inside another.
        pub struct Inner {
            pub empty: String,
            pub number: usize,
        }
    }

    #[test]
    fn what_is_packed_comes_out_again() {
        let all = All {
            text: "é \"".into(),
            flag: true,
            maybe: Some(("a".into(), String::new())),
            nothing: None,
            pair: ["x".into(), "y".into()],
            list: vec![
                (Code::RelayIsSelf, "self".into()),
                (Code::Required, String::new()),
            ],
            inner: vec![Inner {
                empty: String::new(),
                number: 7,
            }],
            last: "end".into(),
        };
        let texts = Vec::from(all.clone());
        assert_eq!(All::from(texts), all);
        assert_eq!(All::from(Vec::from(All::default())), All::default());
    }
}
