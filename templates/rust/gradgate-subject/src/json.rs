//! JSON, as far as the protocol needs it. What is not a finite number is a text: "NaN".
use std::fmt::{Display, Formatter, Result};
use std::ops::Index;

/// A value of JSON; fields are in the order of the text.
#[derive(Clone)]
pub enum Json {
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    List(Vec<Json>),
    Map(Vec<(String, Json)>),
}

impl Json {
    /// Nothing where the text is not JSON. Of escapes, only those of one character are understood.
    pub fn read(text: &str) -> Option<Json> {
        let characters = text.chars().collect();
        Reader { characters, at: 0 }.value()
    }

    pub fn map<'a>(fields: impl IntoIterator<Item = (&'a str, Json)>) -> Json {
        Json::Map(
            fields
                .into_iter()
                .map(|(name, value)| (name.into(), value))
                .collect(),
        )
    }

    pub fn list(&self) -> Option<&[Json]> {
        match self {
            Json::List(values) => Some(values),
            _ => None,
        }
    }

    pub fn text(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Also of the texts "NaN", "Infinity", "-Infinity" and "-0", which JSON has no numbers for.
    pub fn number(&self) -> Option<f64> {
        match self {
            Json::Number(value) => Some(*value),
            Json::Text(text) => text.parse().ok(),
            _ => None,
        }
    }
}

/// A field of a map. Null where there is none, as in other values.
impl Index<&str> for Json {
    type Output = Json;

    fn index(&self, name: &str) -> &Json {
        match self {
            Json::Map(fields) => fields
                .iter()
                .find(|(key, _)| key == name)
                .map(|(_, value)| value),
            _ => None,
        }
        .unwrap_or(&Json::Null)
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Json {
        Json::Bool(value)
    }
}

impl From<f64> for Json {
    fn from(value: f64) -> Json {
        Json::Number(value)
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Json {
        Json::Text(text.into())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Json {
        Json::Text(text)
    }
}

impl<T: Into<Json>> From<Vec<T>> for Json {
    fn from(values: Vec<T>) -> Json {
        Json::List(values.into_iter().map(Into::into).collect())
    }
}

impl Display for Json {
    fn fmt(&self, out: &mut Formatter) -> Result {
        match self {
            Json::Null => write!(out, "null"),
            Json::Bool(value) => write!(out, "{value}"),
            Json::Number(value) if value.is_nan() => write!(out, "\"NaN\""),
            Json::Number(f64::INFINITY) => write!(out, "\"Infinity\""),
            Json::Number(f64::NEG_INFINITY) => write!(out, "\"-Infinity\""),
            // Integers without a point; else the fewest digits that read back as the same bits.
            Json::Number(value) if value.fract() == 0.0 && value.abs() < 1e15 => {
                write!(out, "{value}")
            }
            Json::Number(value) => write!(out, "{value:?}"),
            Json::Text(text) => quoted(out, text),
            Json::List(values) => {
                write!(out, "[")?;
                for (at, value) in values.iter().enumerate() {
                    write!(out, "{}{value}", if at > 0 { "," } else { "" })?;
                }
                write!(out, "]")
            }
            Json::Map(fields) => {
                write!(out, "{{")?;
                for (at, (name, value)) in fields.iter().enumerate() {
                    write!(out, "{}", if at > 0 { "," } else { "" })?;
                    quoted(out, name)?;
                    write!(out, ":{value}")?;
                }
                write!(out, "}}")
            }
        }
    }
}

fn quoted(out: &mut Formatter, text: &str) -> Result {
    write!(out, "\"")?;
    for character in text.chars() {
        match character {
            '"' | '\\' => write!(out, "\\{character}")?,
            control if control < ' ' => write!(out, "\\u{:04x}", control as u32)?,
            other => write!(out, "{other}")?,
        }
    }
    write!(out, "\"")
}

struct Reader {
    characters: Vec<char>,
    at: usize,
}

impl Reader {
    fn value(&mut self) -> Option<Json> {
        match self.next()? {
            '"' => Some(Json::Text(self.text()?)),
            '[' => {
                let mut values = vec![];
                while !self.ends(']')? {
                    values.push(self.value()?);
                }
                Some(Json::List(values))
            }
            '{' => {
                let mut fields = vec![];
                while !self.ends('}')? {
                    self.next()?; // the quote
                    let name = self.text()?;
                    self.next()?; // the colon
                    fields.push((name, self.value()?));
                }
                Some(Json::Map(fields))
            }
            first => self.word(first),
        }
    }

    fn word(&mut self, first: char) -> Option<Json> {
        let mut word = String::from(first);
        while let Some(character) = self
            .characters
            .get(self.at)
            .filter(|c| !",]} ".contains(**c))
        {
            word.push(*character);
            self.at += 1;
        }
        match word.as_str() {
            "null" => Some(Json::Null),
            "true" => Some(Json::Bool(true)),
            "false" => Some(Json::Bool(false)),
            number => number.parse().ok().map(Json::Number),
        }
    }

    fn next(&mut self) -> Option<char> {
        while self.characters.get(self.at)?.is_whitespace() {
            self.at += 1;
        }
        self.at += 1;
        self.characters.get(self.at - 1).copied()
    }

    /// Whether the list or map is over; a comma is passed.
    fn ends(&mut self, end: char) -> Option<bool> {
        let character = self.next()?;
        if character != end && character != ',' {
            self.at -= 1;
        }
        Some(character == end)
    }

    fn text(&mut self) -> Option<String> {
        let mut text = String::new();
        loop {
            let mut character = *self.characters.get(self.at)?;
            self.at += 1;
            if character == '"' {
                return Some(text);
            }
            if character == '\\' {
                character = *self.characters.get(self.at)?;
                self.at += 1;
            }
            text.push(character);
        }
    }
}
