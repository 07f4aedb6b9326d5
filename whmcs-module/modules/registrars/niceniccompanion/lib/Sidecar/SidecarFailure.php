<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Sidecar;

use NiceNicCompanion\Whmcs\Texts;

/** No usable answer from the sidecar. The message is for administrators. */
final class SidecarFailure extends \RuntimeException
{
    /** @var bool whether the sidecar may have acted on the request */
    public $mayHaveExecuted;

    /** @var bool whether SidecarUrl or SidecarToken is wrong for sure; the message then names the field */
    public $settingIsWrong = false;

    /** @var bool whether the sidecar works and said no */
    public $isRefusal = false;

    /** @var string of the catalogue */
    public $causeCode = 'unknown';

    /** @var string what came back instead of JSON, whole and unmasked; for the module log only */
    public $answer = '';

    private function __construct(string $message, bool $mayHaveExecuted)
    {
        parent::__construct($message);
        $this->mayHaveExecuted = $mayHaveExecuted;
    }

    public static function notReached(Address $address, string $reason): self
    {
        return self::unreachable(self::told('not_reached', $address, $reason), false);
    }

    /** The request left, wholly or in part; the answer did not come back whole. */
    public static function noAnswer(Address $address, string $reason): self
    {
        return self::unreachable(self::told('no_answer', $address, $reason), true);
    }

    public static function breakerOpen(Address $address): self
    {
        return self::unreachable(self::told('not_asked_again', $address), false);
    }

    /**
     * The sidecar never answers so. It may still have got the request, for example through a failing gateway.
     *
     * @param string $reason key below `module:sidecar.bad_answer_reasons`
     */
    public static function badAnswer(Address $address, int $status, string $reason, string $answer): self
    {
        $failure = self::unreachable(Texts::say('module:sidecar.bad_answer', [
            'address' => $address->label,
            'status' => $status,
            'reason' => Texts::say("module:sidecar.bad_answer_reasons.$reason"),
        ]), true);
        $failure->answer = $answer;

        return $failure;
    }

    public static function tokenRefused(Address $address): self
    {
        return self::badSetting(Texts::say('module:settings.token_refused', ['address' => $address->label]));
    }

    public static function tooLarge(): self
    {
        return new self(Texts::say('module:sidecar.too_large'), false);
    }

    public static function notEncodable(): self
    {
        return new self(Texts::say('module:sidecar.not_encodable'), false);
    }

    public static function badSetting(string $evidence): self
    {
        $failure = self::caused('whmcs_settings_incomplete', $evidence, false);
        $failure->settingIsWrong = true;

        return $failure;
    }

    /** The answer is JSON but not what was agreed. */
    public static function unexpectedAnswer(int $status): self
    {
        return self::unreachable(Texts::say('module:sidecar.unexpected_answer', ['status' => $status]), true);
    }

    /** The sidecar says by itself why it does not do what it was asked for. */
    public static function refused(Response $answer): self
    {
        if ($answer->problem() === '') {
            return self::unexpectedAnswer($answer->status);
        }
        $reference = $answer->text('referenceId');

        $failure = new self(Texts::sentences([
            self::answered($answer),
            $reference === '' ? '' : Texts::say('module:reference', ['reference' => $reference]),
        ]), $answer->status >= 500);
        $failure->isRefusal = $answer->isRefusal();

        return $failure;
    }

    /** The sidecar answers, but only that something in it is broken. */
    public static function failing(Response $answer): self
    {
        return $answer->problem() === ''
            ? self::unexpectedAnswer($answer->status)
            : self::unreachable(self::answered($answer), true);
    }

    /** What a problem document says. */
    public static function answered(Response $answer): string
    {
        return Texts::say('module:sidecar.refused', ['status' => $answer->status, 'problem' => $answer->problem()]);
    }

    private static function told(string $key, Address $address, string $reason = ''): string
    {
        return Texts::say("module:sidecar.$key", ['address' => $address->label, 'reason' => $reason]);
    }

    private static function unreachable(string $evidence, bool $mayHaveExecuted): self
    {
        return self::caused('sidecar_unreachable', $evidence, $mayHaveExecuted);
    }

    private static function caused(string $code, string $evidence, bool $mayHaveExecuted): self
    {
        $failure = new self(Texts::cause($code, $evidence), $mayHaveExecuted);
        $failure->causeCode = $code;

        return $failure;
    }
}
