<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Hooks;

use NiceNicCompanion\Whmcs\LocalApi;
use NiceNicCompanion\Whmcs\Log\ActivityLog;
use NiceNicCompanion\Whmcs\Sidecar\ActionFailed;
use NiceNicCompanion\Whmcs\Texts;

/**
 * A message to the administrators in WHMCS's own channels: mail, activity log, and the notification rules that an
 * administrator made. It counts as sent when the mail went out; a notification that fails is noted and not repeated.
 * Texts come without secrets.
 */
final class AdminMessage
{
    /** `statusStyle` of a notification. */
    public const BAD = 'danger';
    public const GOOD = 'success';
    public const NEUTRAL = 'info';

    /** The condition for notification rules (docs/alerts.md). */
    private const IDENTIFIER = 'niceniccompanion.alert';

    /** Bytes of a mail's subject. */
    private const LONGEST_SUBJECT = 200;

    /** @var string one line */
    private $subject;

    /** @var string plain text, lines separated by \n */
    private $text;

    /** @var string */
    private $style;

    /** @var array<string, string> value by label, for notifications */
    private $attributes;

    /**
     * @param array<string, string> $attributes value by label, for notifications
     */
    public function __construct(string $subject, string $text, string $style, array $attributes = [])
    {
        $this->subject = Texts::line($subject);
        $this->text = $text;
        $this->style = $style;
        $this->attributes = $attributes;
    }

    /**
     * @return string '' when the mail went out, else why not
     */
    public function send(): string
    {
        $error = $this->call('SendAdminEmail', [
            // WHMCS takes braces for merge fields.
            'customsubject' => Texts::cut(strtr($this->subject, ['{' => '(', '}' => ')']), self::LONGEST_SUBJECT),
            'custommessage' => $this->html(),
            'type' => 'system',
        ]);
        if ($error !== '') {
            ActivityLog::note(Texts::say('module:message.not_mailed', [
                'reason' => $error,
                'subject' => $this->subject,
                'text' => $this->text,
            ]));

            return $error;
        }
        ActivityLog::note(Texts::say('module:message.logged', ['subject' => $this->subject, 'text' => $this->text]));
        $this->notify();

        return '';
    }

    private function notify(): void
    {
        $attributes = [];
        foreach ($this->attributes as $label => $value) {
            $attributes[] = ['label' => $label, 'value' => Texts::line($value)];
        }
        // Without a link: where the admin area is, WHMCS does not tell cron.
        $error = $this->call('TriggerNotificationEvent', [
            'notification_identifier' => self::IDENTIFIER,
            'title' => $this->subject,
            'message' => implode("\n", array_map([Texts::class, 'line'], explode("\n", $this->text))),
            'status' => Texts::say('module:message.status.' . $this->style),
            'statusStyle' => $this->style,
            'attributes' => $attributes,
        ]);
        if ($error !== '') {
            ActivityLog::note(Texts::say('module:message.not_notified', [
                'reason' => $error,
                'subject' => $this->subject,
            ]));
        }
    }

    /**
     * @param array<string, mixed> $values
     * @return string '' when WHMCS did it, else why not
     */
    private function call(string $command, array $values): string
    {
        try {
            LocalApi::call($command, $values);

            return '';
        } catch (ActionFailed $failed) {
            return $failed->getMessage();
        }
    }

    /** Braces are escaped, too: WHMCS takes them for merge fields. */
    private function html(): string
    {
        $escaped = htmlspecialchars($this->text, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8');

        return strtr(nl2br($escaped, false), ['{' => '&#123;', '}' => '&#125;']);
    }
}
