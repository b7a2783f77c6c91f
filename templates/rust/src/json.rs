//! Enough of JSON to read requests, without a dependency; texts have no escapes but those of one character.

pub enum Json {
    Null,
    Word(String),
    Text(String),
    List(Vec<Json>),
    Map(Vec<(String, Json)>),
}

impl Json {
    pub fn get(&self, name: &str) -> Option<&Json> {
        match self {
            Json::Map(fields) => fields.iter().find(|(key, _)| key == name).map(|(_, value)| value),
            _ => None,
        }
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

    /// Also of the texts "NaN", "Infinity" and "-0", which JSON has no numbers for.
    pub fn number(&self) -> Option<f64> {
        match self {
            Json::Word(text) | Json::Text(text) => text.parse().ok(),
            _ => None,
        }
    }
}

pub fn read(line: &str) -> Option<Json> {
    Reader { characters: line.chars().collect(), at: 0 }.value()
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
            first => {
                let mut word = String::from(first);
                while let Some(character) = self.characters.get(self.at).filter(|c| !",]} ".contains(**c)) {
                    word.push(*character);
                    self.at += 1;
                }
                Some(if word == "null" { Json::Null } else { Json::Word(word) })
            }
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
