<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Sidecar;

use NiceNicCompanion\Whmcs\Context;
use NiceNicCompanion\Whmcs\Log\ModuleLog;
use NiceNicCompanion\Whmcs\Log\Redactor;
use NiceNicCompanion\Whmcs\Params;
use NiceNicCompanion\Whmcs\Settings;
use NiceNicCompanion\Whmcs\Texts;

/** `POST /v1/actions/:action`: sends one action, logs it, and turns every kind of failure into {@see ActionFailed}. */
final class ActionCall
{
    /** @var string WHMCS's function name without the prefix */
    private $action;

    /** @var float seconds */
    private $limit;

    /** @var bool whether the action costs money, so that an uncertain outcome has to be explained */
    private $orders;

    /** @var bool whether an answer that cannot be read is kept out of the log: no key says what in it is secret */
    private $secretAnswer;

    public function __construct(string $action, float $limit, bool $orders = false, bool $secretAnswer = false)
    {
        $this->action = $action;
        $this->limit = $limit;
        $this->orders = $orders;
        $this->secretAnswer = $secretAnswer;
    }

    /**
     * @param array<string, mixed>                  $fields what this action needs, nothing else
     * @param callable(array<string, mixed>): mixed $read   turns `result` into what WHMCS wants; null when `result`
     *                                                      does not have the agreed form
     * @return mixed what $read made
     * @throws ActionFailed with texts that are safe to show
     */
    public function send(Params $params, array $fields, callable $read)
    {
        $settings = new Settings($params);
        $redactor = $settings->redactor();
        $log = new ModuleLog($redactor);
        $seen = '';
        try {
            $answer = (new Client($settings))->send('POST', '/v1/actions/' . $this->action, [
                'settings' => $settings->forSidecar(),
                'params' => $fields,
                'context' => Context::current($params),
            ], $this->limit, $this->orders);
            $seen = $answer->data;
            $value = $read(ActionAnswer::result($answer, $this->orders));
            if ($value === null) {
                throw ActionAnswer::unexpected($answer, $this->orders);
            }
            $log->record($this->action, $fields, $seen, 'success');

            return $value;
        } catch (ActionFailed $failed) {
            // Explained already.
        } catch (SidecarFailure $failure) {
            // What is not JSON has no keys to mask by, so contact values are masked by value.
            $seen = $this->secretAnswer
                ? Redactor::MASK
                : (new Redactor(Redactor::hiddenValues($fields)))->text($failure->answer);
            $failed = $this->failed($failure->getMessage(), $failure->mayHaveExecuted);
        } catch (\Throwable $fault) {
            $failed = $this->failed(Texts::internal($fault), true);
        }
        $adminText = Texts::line($redactor->text($failed->getMessage()));
        $log->record($this->action, $fields, $seen, $adminText);

        throw new ActionFailed($adminText, Texts::line($redactor->text($failed->publicText)));
    }

    private function failed(string $text, bool $mayHaveExecuted): ActionFailed
    {
        $isUncertain = $this->orders && $mayHaveExecuted;

        return new ActionFailed(
            Texts::sentences([$text, $isUncertain ? Texts::say('module:order_may_be_executed') : ''])
        );
    }
}
