<?php

declare(strict_types=1);

namespace WhmcsDouble;

/** Knows the values of the password settings in use and finds them in whatever leaves the module. */
final class Secrets
{
    /** Shorter values turn up in ordinary text by chance. */
    private const SHORTEST = 6;

    /** @var Violations */
    private $violations;

    /** @var string[] */
    private $needles = [];

    public function __construct(Violations $violations)
    {
        $this->violations = $violations;
    }

    /**
     * @param string   $secret     value of a password setting, as stored
     * @param string[] $companions the other settings: "name:secret" must not appear base64-encoded either
     */
    public function learn(string $secret, array $companions): void
    {
        $plain = html_entity_decode($secret, ENT_QUOTES | ENT_HTML5, 'UTF-8');
        foreach (array_unique([$secret, $plain, trim($plain)]) as $form) {
            if (strlen(trim($form)) < self::SHORTEST) {
                continue;
            }
            array_push(
                $this->needles,
                $form,
                rawurlencode($form),
                urlencode($form),
                base64_encode($form),
                bin2hex($form),
                substr((string) json_encode($form, JSON_INVALID_UTF8_SUBSTITUTE), 1, -1)
            );
            foreach ($companions as $companion) {
                $this->needles[] = base64_encode($companion . ':' . $form);
            }
        }
        $this->needles = array_values(array_unique($this->needles));
    }

    public function check(string $text, string $where): void
    {
        foreach ($this->needles as $needle) {
            if (strpos($text, $needle) !== false) {
                $this->violations->record('secret', 'a password setting appears in the ' . $where);

                return;
            }
        }
    }
}
