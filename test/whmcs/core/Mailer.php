<?php

declare(strict_types=1);

namespace WhmcsDouble;

/** Mail to administrators, kept instead of sent. */
final class Mailer
{
    /** @var Store */
    private $store;

    /** @var Violations */
    private $violations;

    /** @var Secrets */
    private $secrets;

    public function __construct(Store $store, Violations $violations, Secrets $secrets)
    {
        $this->store = $store;
        $this->violations = $violations;
        $this->secrets = $secrets;
    }

    public function toAdmins(string $type, string $subject, string $html): void
    {
        $this->secrets->check($subject . "\n" . $html, 'mail');
        $text = trim($html);
        if (strpos($text, "\n") !== false && strip_tags($text) === $text) {
            $this->violations->record('mail', 'the message is HTML: line ends alone do not separate its lines');
        }
        if (preg_match('/[\r\n]/', $subject) === 1) {
            $this->violations->record('mail', 'the subject has a line end');
        }
        $mail = ['time' => date('c'), 'type' => $type, 'subject' => $subject, 'message' => $html];
        $this->store->update(static function (array &$state) use ($mail): void {
            $mail['to'] = array_column($state['admins'], 'email');
            $state['mails'][] = $mail;
        });
    }
}
