<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs;

/** The texts of one folder: a file for each language, made by `npm run generate`, with every text there is. */
final class Catalogue
{
    /** @var string */
    private $folder;

    /** @var array<string, array<string, string>> text by key, by language */
    private $texts = [];

    public function __construct(string $folder)
    {
        $this->folder = $folder;
    }

    public function knows(string $language, string $key): bool
    {
        return isset($this->texts($language)[$key]);
    }

    /**
     * @param array<string, string|int> $values by the name of their place, `{{name}}`; places without a value stay.
     *                                          With a `count` the text is the form for that number, if it has forms
     * @return string the key itself for one that is in no catalogue
     */
    public function say(string $language, string $key, array $values = []): string
    {
        $texts = $this->texts($language);
        // The languages that there are have one form for 1 and one for all other numbers, or only the latter.
        $one = ($values['count'] ?? null) === 1 ? $texts[$key . '_one'] ?? null : null;
        $places = [];
        foreach ($values as $name => $value) {
            $places['{{' . $name . '}}'] = (string) $value;
        }

        return strtr($one ?? $texts[$key . '_other'] ?? $texts[$key] ?? $key, $places);
    }

    /**
     * @return array<string, string>
     */
    private function texts(string $language): array
    {
        if (!isset($this->texts[$language])) {
            $file = "{$this->folder}/$language.php";
            $this->texts[$language] = require is_file($file) ? $file : $this->folder . '/' . Language::ENGLISH . '.php';
        }

        return $this->texts[$language];
    }
}
